import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { documentHref } from '#client/data/kinds.ts'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { Message, useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { documentsQuery } from '#client/data/documents.ts'
import { peopleQuery } from '#client/data/people.ts'
import { documentQuery } from '#client/data/documents.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useUser } from '#client/session/session.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { PageHeading } from '#client/ui/layout.tsx'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { changesByAuthor, compareVersions, type VersionBytes, withoutChanges } from './compare.ts'
import { useNameVersion, type VersionLine, versionsQuery } from '../data/versions.ts'
import { Contributions } from './contributions.tsx'
import { VersionFrame } from './version-frame.tsx'
import lines from './version-lines.module.css'
import { type People, useNames } from './version-people.ts'
import { VersionView } from './version-view.tsx'
import styles from './versions-page.module.css'

// Drawn with the board's own code, which a page has no use for.
const BoardVersion = lazy(() =>
  import('#client/versions/boards/board-version.tsx').then((module) => ({ default: module.BoardVersion })),
)

function NameDialog({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const keep = useNameVersion(page.id)
  const [name, setName] = useState('')
  return (
    <Dialog title={t('versions.nameNow')} trigger={<Button variant="primary">{t('versions.nameNow')}</Button>} size="s">
      {(close) => (
        <OnlineForm
          problems={{ name: name.trim() === '' && t('versions.nameMissing') }}
          sending={keep}
          submitLabel={t('versions.keep')}
          onSubmit={() =>
            runChange(keep, name.trim(), {
              onSuccess: () => {
                toast(t('versions.nameKept'))
                setName('')
                close()
              },
            })
          }
        >
          <TextField
            path="name"
            label={t('versions.nameField')}
            description={t('versions.nameHelp', { kind: page.kind })}
            value={name}
            onChange={setName}
            maxLength={120}
            autoFocus
          />
        </OnlineForm>
      )}
    </Dialog>
  )
}

interface ChooserProps {
  versions: VersionLine[]
  chosen: string
  people: People
  mayName: boolean
  onChoose: (versionId: string) => void
}

function Chooser({ versions, chosen, people, mayName, onChoose }: ChooserProps) {
  const { t } = useMessages()
  const names = useNames(people)
  const titleOf = (version: VersionLine) => version.name ?? t('versions.automatic')
  return (
    <nav aria-label={t('versions.list')}>
      <ul className={styles.list}>
        <li>
          <button
            className={cx(lines.line, styles.version)}
            aria-current={chosen === 'now'}
            onClick={() => onChoose('now')}
          >
            <b>{t('versions.now')}</b>
            <span>{t('versions.nowLead')}</span>
          </button>
        </li>
        {versions.map((version) => (
          <li key={version.id}>
            <button
              className={cx(lines.line, styles.version)}
              aria-current={chosen === version.id}
              onClick={() => onChoose(version.id)}
            >
              <b>{titleOf(version)}</b>
              <span>{t('versions.at', { at: new Date(version.createdAt) })}</span>
              <span>
                {version.authors.length === 0 && t('versions.byNobody')}
                {version.authors.length > 0 && mayName && t('versions.by', { names: names(version.authors) })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Legend({ changes, people }: { changes: ReturnType<typeof changesByAuthor>; people: People }) {
  const { t } = useMessages()
  return (
    <section aria-label={t('versions.legend')} className={styles.legend}>
      <p>{t('versions.changesHelp')}</p>
      <ul>
        {changes.map(({ userId, added, removed }) => {
          const person = people.get(userId ?? '')
          const name = person?.name ?? t('versions.somebody')
          return (
            <li key={userId}>
              <Avatar name={name} colour={person?.paletteIndex ?? 1} shape={person?.shape ?? 0} size="s" />
              <span>
                <b>{name}</b> {t('versions.legendLine', { added, removed })}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const compare = (bytes: VersionBytes) => {
  const root = compareVersions(bytes)
  return { root, differences: changesByAuthor(root) }
}

function PageVersion({ page, versionId, people }: { page: DocumentView; versionId: string; people: People }) {
  const documents = useQuery(documentsQuery(page.projectId)).data?.documents
  const titles = useMemo(() => new Map((documents ?? []).map((document) => [document.id, document])), [documents])
  return (
    <VersionFrame page={page} versionId={versionId} compare={compare}>
      {({ root, differences }, showsChanges) => (
        <>
          {showsChanges && differences.length > 0 && <Legend changes={differences} people={people} />}
          <article className={styles.paper}>
            <VersionView root={showsChanges ? root : withoutChanges(root)} people={people} documents={titles} />
          </article>
        </>
      )}
    </VersionFrame>
  )
}

/** The title is in its own language, the words about it in the reader's. */
const Heading = ({ page }: { page: Pick<DocumentView, 'title' | 'language'> }) => (
  <Message id="versions.title" values={{ title: <DocumentTitle of={page} /> }} />
)

function Versions({ page }: { page: DocumentView }) {
  const { t } = useMessages()
  const user = useUser()
  const [chosen, setChosen] = useState('now')
  const { data, error, refetch } = useQuery(versionsQuery(page.id))
  const members = useQuery(peopleQuery(page.projectId)).data?.members
  const people = useMemo(() => new Map((members ?? []).map((member) => [member.userId, member])), [members])
  return (
    <>
      <PageHeading
        title={t('versions.title', { title: page.title })}
        shown={<Heading page={page} />}
        back={{ href: documentHref(page), label: t('versions.back', { kind: page.kind }) }}
        actions={
          <>
            <Contributions page={page} people={people} />
            {page.can.nameVersion && <NameDialog page={page} />}
          </>
        }
      />
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton of="rows" />
      ) : (
        <div className={styles.columns}>
          <div>
            <Chooser
              versions={data.versions.toReversed()}
              chosen={chosen}
              people={people}
              // On a board pupils may not be meant to see who made what.
              mayName={page.kind === 'page' || user.kind === 'staff'}
              onChoose={setChosen}
            />
            {data.versions.length === 0 && <EmptyState sentence={t('versions.empty', { kind: page.kind })} />}
          </div>
          {page.kind === 'page' ? (
            <PageVersion page={page} versionId={chosen} people={people} />
          ) : (
            <Suspense fallback={<Skeleton of="cards" count={1} />}>
              <BoardVersion page={page} versionId={chosen} people={people} />
            </Suspense>
          )}
        </div>
      )}
    </>
  )
}

/** A reader may have a link to versions that are not for them. */
export function NoVersions({ page }: { page: Pick<DocumentView, 'id' | 'kind' | 'title' | 'language'> }) {
  const { t } = useMessages()
  const { kind } = page
  const back = { href: documentHref(page), label: t('versions.back', { kind }) }
  return (
    <>
      <PageHeading title={t('versions.title', { title: page.title })} shown={<Heading page={page} />} back={back} />
      <EmptyState
        sentence={t('versions.readers', { kind })}
        action={<LinkButton href={back.href}>{back.label}</LinkButton>}
      />
    </>
  )
}

/** Versions of a page, board or wall: who changed what, and the way back. */
function VersionsOf({ documentId }: { documentId: string }) {
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  if (data)
    return data.document.can.readVersions ? <Versions page={data.document} /> : <NoVersions page={data.document} />
  if (error) return <ErrorScreen error={error} onRetry={() => void refetch()} />
  return <Skeleton count={6} />
}

export const VersionsPage = () => <VersionsOf {...useParams({ from: '/page/$documentId/versions' })} />
export const BoardVersionsPage = () => <VersionsOf {...useParams({ from: '/board/$documentId/versions' })} />
