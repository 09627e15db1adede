// Files of a drop, with those inside dropped folders. The entries must be taken before the first await: they are gone after it.
export async function filesOf(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const files = [];
  for (const entry of entries) {
    if (entry instanceof File) files.push({ file: entry, path: null });
    else if (entry) await collect(entry, files, true);
  }
  return files;
}

async function collect(entry, files, isTop) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    // Files that systems leave in every folder are nobody's data.
    if (isTop || !isSystemFile(file.name)) files.push({ file, path: isTop ? null : entry.fullPath.slice(1) });
    return;
  }
  const reader = entry.createReader();
  // A reader gives at most a hundred entries at a time.
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return;
    for (const child of some) await collect(child, files, false);
  }
}

function isSystemFile(name) {
  return name.startsWith(".") || name.startsWith("~$") || name === "Thumbs.db" || name === "desktop.ini";
}
