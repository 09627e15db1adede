// Runs before the first paint: under "system" the reader's own setting decides, and a change of it is followed.
(() => {
  const cookie = name => document.cookie.split("; ").find(c => c.startsWith(name + "="))?.split("=")[1];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const wanted = cookie("kali-theme") ?? "system";
    const theme = wanted === "system" ? (dark.matches ? "dark" : "light") : wanted;
    if (document.documentElement.dataset.theme !== theme) {
      document.documentElement.dataset.theme = theme;
      document.dispatchEvent(new CustomEvent("kali-theme", { detail: theme }));
    }
  };
  apply();
  dark.addEventListener("change", apply);
  window.kaliTheme = {
    apply,
    current: () => document.documentElement.dataset.theme,
    remember: (name, value) => {
      document.cookie = `${name}=${value}; path=${new URL(document.baseURI).pathname}; max-age=31536000; samesite=lax`;
      if (name === "kali-density") document.documentElement.dataset.density = value;
      apply();
    },
    recall: name => cookie(name) ?? null,
    watch: target => document.addEventListener("kali-theme", e => target.invokeMethodAsync("ThemeChanged", e.detail === "dark")),
  };
})();
