import { useEffect, useState } from 'react'

const THEMES = ['system', 'light', 'dark'] as const
type Theme = (typeof THEMES)[number]

const KEPT = 'parley-theme'

function keptTheme(): Theme {
  const kept = window.localStorage.getItem(KEPT)
  return THEMES.find(theme => theme === kept) ?? 'system'
}

/** Light, dark, or as the system has it; kept in this browser. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(keptTheme)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
    window.localStorage.setItem(KEPT, theme)
  }, [theme])
  return (
    <label className="control theme">
      <span className="control-name">Colours</span>
      <select
        value={theme}
        onChange={event => {
          setTheme(THEMES.find(each => each === event.target.value) ?? 'system')
        }}
      >
        <option value="system">System</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  )
}
