// Plots take their colours from the page's tokens and follow its theme; German plots write months and numbers in German.
(() => {
  (window.PlotlyLocales = window.PlotlyLocales || []).push({
    moduleType: "locale",
    name: "de",
    dictionary: {},
    format: {
      days: ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
      shortDays: ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
      months: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
      shortMonths: ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"],
      date: "%d.%m.%Y",
      decimal: ",",
      thousands: ".",
      year: "%Y",
      month: "%b %Y",
      dayMonth: "%-d. %b",
      dayMonthYear: "%-d. %b %Y",
    },
  });
  const watchers = new Map();
  document.addEventListener("kali-theme", () => watchers.forEach(peer => peer.invokeMethodAsync("OnThemeChanged")));
  window.kaliChart = {
    tokens: names => {
      const style = getComputedStyle(document.documentElement);
      return Object.fromEntries(names.map(name => [name, style.getPropertyValue(`--kali-${name}`).trim()]));
    },
    watch: (id, peer) => watchers.set(id, peer),
    unwatch: id => watchers.delete(id),
  };
})();
