// Sets the chosen light or dark before the first paint; without a choice the system's setting holds.
try {
  const theme = localStorage.getItem('theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be refused; the system's setting then holds.
}
