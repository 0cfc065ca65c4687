import { later } from '#client/ui/later.tsx'
import { Pencil, Snowflake } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { usePresence } from '#client/live/presence.ts'
import { type LiveDocument, useSaved } from '#client/live/use-live-document.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { AvatarStack } from '#client/ui/avatar.tsx'
import { Button, IconButton, TextLink } from '#client/ui/button.tsx'
import { Details } from '#client/ui/details.tsx'
import { Drop } from '#client/ui/drop.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { useTabName } from '#client/ui/screen-title.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import styles from './document-screen.module.css'
import { langOfTitle } from './document-title.tsx'
import { keptWords } from './kept-words.ts'
import { TitleForm } from './title-form.tsx'
import { useEditPage } from './use-edit-page.ts'
import type { DocumentView } from '#client/data/documents.ts'

interface TitleProps {
  page: Pick<DocumentView, 'id' | 'projectId' | 'kind' | 'title' | 'language'> & { can: { rename: boolean } }
}

/** The keyboard stays here when the name becomes a field and a name again, also where another one has changed it. */
export function Title({ page }: TitleProps) {
  const place = useRef<HTMLDivElement>(null)
  useKeptFocus(place)
  return (
    <div ref={place} className={styles.kept}>
      <TitleNow key={page.title} page={page} />
    </div>
  )
}

function TitleNow({ page }: TitleProps) {
  useTabName('screen', page.title)
  const [isRenaming, setIsRenaming] = useState(false)
  // Not later than the press: who renames by key types at once.
  if (isRenaming) return <TitleForm page={page} onClose={() => setIsRenaming(false)} />
  return <TitleShown page={page} onRename={() => setIsRenaming(true)} />
}

function TitleShown({ page, onRename }: TitleProps & { onRename: () => void }) {
  const { t } = useMessages()
  return (
    <div className={styles.titleRow}>
      <h1 tabIndex={-1} title={page.title} dir="auto" {...langOfTitle(page)}>
        {page.title}
      </h1>
      {page.can.rename && (
        <IconButton label={t('document.rename')} word={t('document.rename')} icon={Pencil} onPress={onRename} />
      )}
    </div>
  )
}

// With its form, for who wants more than the quick ones.
const FreezeDialog = later(() => import('./document-dialogs.tsx').then((module) => module.FreezeDialog))

/** Freezes the document, or lets it go on; the one button becomes the other under the hand. */
export function FreezeMenu({ page }: { page: DocumentView }) {
  const place = useRef<HTMLSpanElement>(null)
  useKeptFocus(place)
  return (
    <span ref={place} className={styles.kept}>
      <FreezeButton page={page} />
    </span>
  )
}

function FreezeButton({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const [isAsking, setIsAsking] = useState(false)
  const edit = useEditPage(page.id)
  const freeze = (minutes: number | null) => {
    runChange(
      edit,
      { state: 'frozen', frozenForSeconds: minutes === null ? null : minutes * 60 },
      { onSuccess: () => toast(t('document.frozenNow', { kind: page.kind })) },
    )
  }
  if (page.state === 'frozen') {
    const thaw = () =>
      runChange(edit, { state: 'open' }, { onSuccess: () => toast(t('document.thawedNow', { kind: page.kind })) })
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
        <MenuItem onAction={() => afterMenu(() => setIsAsking(true))}>{t('document.freezeReason')}</MenuItem>
      </Menu>
      <Suspense fallback={null}>
        {isAsking && <FreezeDialog row={page} projectId={page.projectId} onClose={() => setIsAsking(false)} />}
      </Suspense>
    </>
  )
}

const shownState = ({ kind }: LiveDocument['saved'], { status }: LiveDocument) =>
  status.kind === 'connecting' && kind !== 'deviceOnly' ? 'sending' : kind

/** Drawn anew with each key, and nothing around it. */
function SavedDrop({ live }: { live: LiveDocument }) {
  const saved = useSaved(live)
  const state = shownState(saved, live)
  return (
    <Drop
      state={state === 'deviceOnly' ? 'local' : state}
      waits={live.waits}
      count={saved.kind === 'deviceOnly' ? saved.changes : 0}
    />
  )
}

function SavedWords({ live }: { live: LiveDocument }) {
  const { t } = useMessages()
  const words = {
    saved: live.waits ? 'document.waitsText' : 'document.savedText',
    sending: 'document.sendingText',
    late: 'document.lateText',
    deviceOnly: keptWords(live),
  } as const
  return <p>{t(words[shownState(useSaved(live), live)])}</p>
}

/** Where one's words are; pressed, how they get there. Of what has not come yet nothing is said. */
export function Saving({ live }: { live: LiveDocument }) {
  const { t } = useMessages()
  if (!live.isSynced) return null
  return (
    <Details title={t('document.connection')} summary={<SavedDrop live={live} />}>
      <SavedWords live={live} />
      {live.way === 'events' && <p>{t('document.compatibility')}</p>}
      <p>
        <TextLink href="/connection-test">{t('document.testConnection')}</TextLink>
      </p>
    </Details>
  )
}

interface PresentProps {
  live: Pick<LiveDocument, 'awareness'>
  people: ReadonlyMap<string, DocumentPerson>
}

export function Present({ live, people }: PresentProps) {
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
