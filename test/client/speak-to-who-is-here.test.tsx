import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { sessionQuery } from '#client/data/session.ts'
import { MessagesProvider, useMessages } from '#client/locales/messages.tsx'
import type { SessionView } from '#client/session/session.ts'
import { SpeakToWhoIsHere } from '#client/session/speak-to-who-is-here.tsx'

const person = (kind: SessionView['kind']): SessionView => ({
  id: 'u1',
  kind,
  displayName: 'Ada',
  pseudonym: null,
  isSchoolAdmin: false,
  isWaiting: false,
  school: { id: 's1', name: 'Collège', town: 'Caen', countryCode: 'FR', timeZone: 'Europe/Paris' },
  classroom: null,
  locale: null,
  theme: 'system',
  shape: 1,
  isSharedDevice: false,
  outboxKey: 'k',
  expiresAt: '2026-12-01T00:00:00Z',
  idleMs: 1,
  can: {
    foundProject: false,
    createClassroom: false,
    administerSchool: false,
    readOffice: false,
    judge: false,
    askOffice: false,
    readNews: false,
  },
})

function Offline() {
  return useMessages().t('app.offline')
}

async function heard(kind: SessionView['kind'] | null, isCardDoor: boolean) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const queryClient = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  queryClient.setQueryData(sessionQuery.queryKey, {
    user: kind && person(kind),
    setupNeeded: false,
    serverVersion: '1',
    sendsMail: false,
    hasSignUp: false,
  })
  const element = document.createElement('div')
  const root = createRoot(element)
  await act(async () => {
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="fr">
          <SpeakToWhoIsHere isCardDoor={isCardDoor}>
            <Offline />
          </SpeakToWhoIsHere>
        </MessagesProvider>
      </QueryClientProvider>,
    )
    await import('virtual:messages/fr')
  })
  const text = element.textContent
  await act(async () => root.unmount())
  return text
}

test.each([
  ['a pupil tu', 'pupil', false, 'Continue à écrire'],
  ['an adult vous', 'staff', false, 'Continuez à écrire'],
  ['whoever stands at the door vous', null, false, 'Continuez à écrire'],
  ['whoever stands at the door of the cards tu', null, true, 'Continue à écrire'],
] as const)('a sentence that all may read tells %s', async (_whom, kind, isCardDoor, said) => {
  expect(await heard(kind, isCardDoor)).toContain(said)
})
