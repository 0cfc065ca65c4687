import './ui/tokens.css'
import './ui/fonts.css'
import './ui/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { askAhead } from './app/ask-ahead.ts'
import { PreferencesProvider } from './session/preferences.tsx'
import { queryClient } from './app/query-client.ts'
import { router } from './app/routes.tsx'
import { cleanPastes } from './ui/clean-paste.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

askAhead()
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
