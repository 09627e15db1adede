// A log follows its end until its reader scrolls up.
window.kaliScroll = {
  follow: list => {
    if (list && (list.dataset.seen === undefined || list.scrollHeight - list.scrollTop - list.clientHeight < 160)) list.scrollTop = list.scrollHeight;
    if (list) list.dataset.seen = "1";
  },
};
