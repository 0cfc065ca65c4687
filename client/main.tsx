import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askAhead, askOnApproach } from './app/ask-ahead.ts'
import { PreferencesProvider } from './session/preferences.tsx'
import { keepShell } from './app/keep-shell.ts'
import { queryClient } from './app/query-client.ts'
import { router } from './app/router.ts'
import { cleanPastes } from './ui/clean-paste.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

// A part without its style is better than none: without a line, one file of styles that is not on the device took the screen away.
addEventListener('vite:preloadError', (event) => {
  if (event.payload.message.startsWith('Unable to preload CSS')) event.preventDefault()
})
askAhead()
askOnApproach()
cleanPastes()

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider>
        <RouterProvider router={router} />
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
)

keepShell()
