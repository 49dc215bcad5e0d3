// The switch between light, dark and what the system says. The choice is kept in the browser; public/theme.js sets it first.
import { useState } from 'preact/hooks'

type Theme = 'system' | 'light' | 'dark'
const NEXT: Record<Theme, Theme> = { system: 'light', light: 'dark', dark: 'system' }
const SIGN: Record<Theme, string> = { system: '◐', light: '○', dark: '●' }

export function ThemeSwitch() {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset['theme'] as Theme | undefined) ?? 'system')
  const turn = () => {
    const next = NEXT[theme]
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
    try {
      if (next === 'system') localStorage.removeItem('theme')
      else localStorage.setItem('theme', next)
    } catch {
      // Without storage the choice holds until the page is left.
    }
    dispatchEvent(new Event('theme'))
  }
  return (
    <button
      type="button"
      class="quiet theme"
      onClick={turn}
      title={`Colours: ${theme}`}
      aria-label={`Colours: ${theme}; change`}
    >
      {SIGN[theme]}
    </button>
  )
}
