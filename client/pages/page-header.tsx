import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronLeft, History, Pencil, Printer, Snowflake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'react-aria-components'
import { api, call } from '#client/api.ts'
import { BesideButton } from '#client/chat/beside.tsx'
import { usePresence } from '#client/live/presence.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { EditorPerson } from '#client/editor/bridge.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { AvatarStack } from '#client/ui/avatar.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Button, IconButton, LinkButton, TextLink } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Details } from '#client/ui/details.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './page-page.module.css'
import type { PageView } from './page-view.ts'

interface HeaderProps {
  page: PageView
  live: LiveDocument | null
  people: ReadonlyMap<string, EditorPerson>
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

export function Title({ page }: { page: PageView }) {
  const { t } = useMessages()
  const edit = useEditPage(page.id)
  const [draft, setDraft] = useState<string | null>(null)
  if (draft === null)
    return (
      <div className={styles.titleRow}>
        <h1 tabIndex={-1}>{page.title}</h1>
        {page.can.rename && <IconButton label={t('page.rename')} icon={Pencil} onPress={() => setDraft(page.title)} />}
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
        label={t('page.renameField', { kind: page.kind })}
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
const FreezeDialog = lazy(() =>
  import('#client/documents/document-dialogs.tsx').then((module) => ({ default: module.FreezeDialog })),
)

export function FreezeMenu({ page }: { page: PageView }) {
  const { t } = useMessages()
  const [isAsking, setIsAsking] = useState(false)
  const edit = useEditPage(page.id)
  const freeze = (minutes: number | null) => {
    const frozenUntil = minutes === null ? null : new Date(Date.now() + minutes * 60_000).toISOString()
    edit.mutate({ state: 'frozen', frozenUntil }, { onSuccess: () => toast(t('page.frozenNow', { kind: page.kind })) })
  }
  if (page.state === 'frozen') {
    const thaw = () =>
      edit.mutate({ state: 'open' }, { onSuccess: () => toast(t('page.thawedNow', { kind: page.kind })) })
    return (
      <Button icon={Snowflake} isPending={edit.isPending} onPress={thaw}>
        {t('page.thaw')}
      </Button>
    )
  }
  const trigger = (
    <Button icon={Snowflake} isPending={edit.isPending}>
      {t('page.freeze')}
    </Button>
  )
  return (
    <>
      <Menu label={t('page.freeze')} trigger={trigger}>
        <MenuItem onAction={() => freeze(15)}>{t('page.freezeQuarter')}</MenuItem>
        <MenuItem onAction={() => freeze(60)}>{t('page.freezeHour')}</MenuItem>
        <MenuItem onAction={() => freeze(null)}>{t('page.freezeOpen')}</MenuItem>
        <MenuItem onAction={() => setIsAsking(true)}>{t('page.freezeReason')}</MenuItem>
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
    saved: t('page.savedText'),
    sending: t('page.sendingText'),
    late: t('page.lateText'),
    deviceOnly: saved.kind === 'deviceOnly' && saved.isKept ? t('page.offlineKept') : t('page.offlineMemory'),
  }
  return (
    <Details
      title={t('page.connection')}
      summary={
        <Drop
          state={state === 'deviceOnly' ? 'local' : state}
          count={saved.kind === 'deviceOnly' ? saved.changes : 0}
        />
      }
    >
      <p>{words[state]}</p>
      {way === 'events' && <p>{t('page.compatibility')}</p>}
      <p>
        <TextLink href="/connection-test">{t('page.testConnection')}</TextLink>
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
  return <AvatarStack people={shown} label={t('page.present', { count: shown.length, names })} />
}

/** Title, who may read and write, who is here, where one's words are. */
export function PageHeader({ page, live, people }: HeaderProps) {
  const { t } = useMessages()
  const status = live?.status.kind
  return (
    <header className={styles.header} data-print="no">
      <Link href={`/p/${page.projectId}/pages`} className={cx(styles.back)}>
        <Icon of={ChevronLeft} size="s" />
        {t('page.back', { project: page.projectName })}
      </Link>
      <div className={styles.row}>
        <Title key={page.title} page={page} />
        <div className={styles.state}>
          {live && <Present live={live} people={people} />}
          {live && status !== 'readOnly' && <Saving live={live} />}
        </div>
      </div>
      <div className={styles.row}>
        <p className={styles.reach}>
          {page.group && <Badge tone="brand">{page.group.name}</Badge>}
          {page.isTemplate && <Badge tone="sun">{t('page.template')}</Badge>}
          <span>{t('page.reach', { access: page.access, group: page.group?.name ?? '', kind: page.kind })}</span>
        </p>
        <div className={styles.actions}>
          <BesideButton projectId={page.projectId} />
          {page.can.freeze && <FreezeMenu page={page} />}
          {page.can.readVersions && (
            <LinkButton href={`/page/${page.id}/versions`} icon={History}>
              {t('page.versions')}
            </LinkButton>
          )}
          {!page.can.write && (
            <Button icon={Printer} onPress={() => globalThis.print()}>
              {t('page.print')}
            </Button>
          )}
        </div>
      </div>
    </header>
  )
}
