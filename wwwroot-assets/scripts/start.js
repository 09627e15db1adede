// Starts the circuit, and shows as a strip under the bar when it is lost: the page stays readable, runs go on.
(() => {
  const strip = () => document.getElementById("kali-connection");
  let timer;
  const say = (key, seconds) => {
    const element = strip();
    if (!element) return;
    element.hidden = false;
    element.textContent = element.dataset[key].replace("{0}", seconds ?? "");
  };
  const handler = {
    onConnectionDown: () => {
      let tries = 0;
      let wait = 0;
      const started = Date.now();
      const attempt = async () => {
        tries++;
        try {
          if (await Blazor.reconnect()) { handler.onConnectionUp(); return; }
          location.reload();
        } catch {
          wait = Math.min(10, tries);
          count();
        }
      };
      const count = () => {
        if (wait <= 0) { attempt(); return; }
        say(Date.now() - started > 4000 ? "next" : "lost", wait);
        wait--;
        timer = setTimeout(count, 1000);
      };
      say("lost");
      attempt();
    },
    onConnectionUp: () => {
      clearTimeout(timer);
      const element = strip();
      if (element) element.hidden = true;
    },
  };
  Blazor.start({ circuit: { reconnectionHandler: handler } });
})();
