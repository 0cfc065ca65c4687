import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil, Snowflake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { api, call } from '#client/api.ts'
import { usePresence } from '#client/live/presence.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { AvatarStack } from '#client/ui/avatar.tsx'
import { Button, IconButton, TextLink } from '#client/ui/button.tsx'
import { Details } from '#client/ui/details.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './document-screen.module.css'
import type { DocumentView } from '#client/data/documents.ts'

interface HeaderProps {
  page: DocumentView
  live: LiveDocument | null
  people: ReadonlyMap<string, DocumentPerson>
}

interface PageChanges {
  title?: string
  state?: 'open' | 'frozen'
  frozenUntil?: string | null
}

function useEditPage(documentId: string) {
  const queryClient = useQueryClient()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: (json: PageChanges) => call(api.api.documents[':documentId'].$patch({ param: { documentId }, json })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      void queryClient.invalidateQueries({ queryKey: ['documents'] })
    },
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
}

export function Title({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const edit = useEditPage(page.id)
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null)
    return (
      <div className={styles.titleRow}>
        <h1 tabIndex={-1}>{page.title}</h1>
        {page.can.rename && (
          <IconButton label={t('document.rename')} icon={Pencil} onPress={() => setDraft(page.title)} />
        )}
      </div>
    )
  const save = () => {
    const title = draft.trim()
    if (title === '' || title === page.title) return setDraft(null)
    return edit.mutate({ title }, { onSuccess: () => setDraft(null) })
  }
  return (
    <form
      className={styles.titleRow}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <TextField
        label={t('document.renameField', { kind: page.kind })}
        value={draft}
        onChange={setDraft}
        onKeyDown={(event) => event.key === 'Escape' && setDraft(null)}
        maxLength={120}
        autoFocus
      />
      <Button type="submit" variant="primary" isPending={edit.isPending}>
        {t('common.save')}
      </Button>
      <Button variant="quiet" onPress={() => setDraft(null)}>
        {t('common.cancel')}
      </Button>
    </form>
  )
}

// With its form, for who wants more than the quick ones.
const FreezeDialog = lazy(() => import('./document-dialogs.tsx').then((module) => ({ default: module.FreezeDialog })))

export function FreezeMenu({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const [isAsking, setIsAsking] = useState(false)
  const edit = useEditPage(page.id)
  const freeze = (minutes: number | null) => {
    const frozenUntil = minutes === null ? null : new Date(Date.now() + minutes * 60_000).toISOString()
    edit.mutate(
      { state: 'frozen', frozenUntil },
      { onSuccess: () => toast(t('document.frozenNow', { kind: page.kind })) },
    )
  }
  if (page.state === 'frozen') {
    const thaw = () =>
      edit.mutate({ state: 'open' }, { onSuccess: () => toast(t('document.thawedNow', { kind: page.kind })) })
    return (
      <Button icon={Snowflake} isPending={edit.isPending} onPress={thaw}>
        {t('document.thaw')}
      </Button>
    )
  }
  const trigger = (
    <Button icon={Snowflake} isPending={edit.isPending}>
      {t('document.freeze')}
    </Button>
  )
  return (
    <>
      <Menu label={t('document.freeze')} trigger={trigger}>
        <MenuItem onAction={() => freeze(15)}>{t('document.freezeQuarter')}</MenuItem>
        <MenuItem onAction={() => freeze(60)}>{t('document.freezeHour')}</MenuItem>
        <MenuItem onAction={() => freeze(null)}>{t('document.freezeOpen')}</MenuItem>
        <MenuItem onAction={() => setIsAsking(true)}>{t('document.freezeReason')}</MenuItem>
      </Menu>
      <Suspense fallback={null}>
        {isAsking && <FreezeDialog row={page} projectId={page.projectId} onClose={() => setIsAsking(false)} />}
      </Suspense>
    </>
  )
}

/** Where one's words are; pressed, how they get there. */
export function Saving({ live }: { live: LiveDocument }) {
  const { t } = useMessages()
  const { saved, way } = live
  const state = live.status.kind === 'connecting' && saved.kind !== 'deviceOnly' ? 'sending' : saved.kind
  const words = {
    saved: t('document.savedText'),
    sending: t('document.sendingText'),
    late: t('document.lateText'),
    deviceOnly: saved.kind === 'deviceOnly' && saved.isKept ? t('document.offlineKept') : t('document.offlineMemory'),
  }
  return (
    <Details
      title={t('document.connection')}
      summary={
        <Drop
          state={state === 'deviceOnly' ? 'local' : state}
          count={saved.kind === 'deviceOnly' ? saved.changes : 0}
        />
      }
    >
      <p>{words[state]}</p>
      {way === 'events' && <p>{t('document.compatibility')}</p>}
      <p>
        <TextLink href="/connection-test">{t('document.testConnection')}</TextLink>
      </p>
    </Details>
  )
}

export function Present({ live, people }: { live: LiveDocument; people: HeaderProps['people'] }) {
  const { t, locale } = useMessages()
  const users = usePresence(live.awareness)
  const shown = users.flatMap((user) => {
    const person = people.get(user.id)
    return person === undefined
      ? []
      : [{ id: user.id, name: person.name, colour: user.paletteIndex, shape: user.shape }]
  })
  if (shown.length === 0) return null
  const names = new Intl.ListFormat(regionOf(locale)).format(shown.map((person) => person.name))
  return <AvatarStack people={shown} label={t('document.present', { count: shown.length, names })} />
}
