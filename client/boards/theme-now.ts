/** The palette of pictures that goes with what the screen shows now: `light` or `dark`. */
export function themeNow(): 'light' | 'dark' {
  const { theme } = document.documentElement.dataset
  if (theme !== undefined) return theme === 'dark' ? 'dark' : 'light'
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  return isDark && !matchMedia('(prefers-contrast: more)').matches ? 'dark' : 'light'
}
