import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { readPage } from '#collab/documents/page.ts'
import { pageSchemaVersion } from '#collab/documents/page-version.ts'
import { WithSidePanel } from '#client/chat/side-panel/side-panel.tsx'
import { useLiveDocument } from '#client/live/use-live-document.ts'
import { useKeepSession } from '#client/live/use-keep-session.ts'
import { documentQuery } from '#client/data/documents.ts'
import { projectQuery } from '#client/data/projects.ts'
import { useUser } from '#client/session/session.ts'
import { beAtRest } from '#client/ui/at-rest.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import { Skeleton } from '#client/ui/states.tsx'
import { Drafts } from '../document-screen/drafts.tsx'
import { mayWriteNow } from '../document-screen/may-write.ts'
import { FollowMe } from './follow/follow-me.tsx'
import { PageHeader } from './page-header.tsx'
import { useKeepPage } from './use-keep-page.ts'
import { Waiting } from './waiting.tsx'
import styles from '../document-screen/document-screen.module.css'
import { DocumentStrips } from '../document-screen/document-strips.tsx'
import type { Editor } from '@tiptap/core'
import type { DocumentView } from '#client/data/documents.ts'
import type { LastCaret } from '#client/editor/last-caret.ts'
import { documentsQuery } from '#client/data/documents.ts'
import { peopleQuery } from '#client/data/people.ts'

// Whoever has had a page open has what shows a kept one, too.
export { KeptPage } from './kept-page.tsx'

const PageEditor = lazy(() =>
  import('#client/editor/page-editor.tsx').then((module) => ({ default: module.PageEditor })),
)

/** What the editor draws names, titles and languages from. Empty until it is known: the text does not wait for it. */
function useFacts(projectId: string) {
  const people = useQuery(peopleQuery(projectId)).data?.members
  const documents = useQuery(documentsQuery(projectId)).data?.documents
  const languages = useQuery(projectQuery(projectId)).data?.project.languages
  return useMemo(
    () => ({
      people: new Map((people ?? []).map((person) => [person.userId, person])),
      documents: new Map((documents ?? []).map((document) => [document.id, document])),
      languages: languages ?? [],
    }),
    [people, documents, languages],
  )
}

function Page({ page }: { page: DocumentView }) {
  const user = useUser()
  const live = useLiveDocument(page.id, pageSchemaVersion, user)
  const facts = useFacts(page.projectId)
  const writer = useRef<((text: string) => void) | null>(null)
  const caret = useRef<LastCaret | null>(null)
  const [editor, setEditor] = useState<Editor | null>(null)
  const [isLeading, setLeading] = useState(false)
  useEffect(() => (editor ? beAtRest() : undefined), [editor])
  useKeepSession()
  useKeepPage(live, page, user)
  useRootMark('screen', 'page')
  const canWrite = live !== null && mayWriteNow(live, page)
  const put = (text: string) => writer.current?.(text)
  return (
    <WithSidePanel projectId={page.projectId} groupId={page.group?.id ?? null}>
      <div className={styles.screen}>
        <PageHeader page={page} live={live} people={facts.people} isLeading={isLeading} onLead={setLeading} />
        {live && <DocumentStrips live={live} page={page} textOf={(ydoc) => readPage(ydoc).text} />}
        {live && (
          <Waiting
            page={page}
            live={live}
            isPupil={user.kind === 'pupil'}
            people={facts.people}
            onPut={canWrite ? put : null}
          />
        )}
        {live && <Drafts live={live} title={page.title} kind={page.kind} onPut={canWrite ? put : null} />}
        <Suspense fallback={<Skeleton count={6} />}>
          {live?.isSynced ? (
            <PageEditor
              key={live.ydoc.guid}
              documentId={page.id}
              title={page.title}
              language={page.language}
              ydoc={live.ydoc}
              awareness={live.awareness}
              canWrite={canWrite}
              writerRef={writer}
              caretRef={caret}
              onEditor={setEditor}
              isPupil={user.kind === 'pupil'}
              canManage={page.can.manage}
              waitingFrom={live.waitingFrom}
              {...facts}
            />
          ) : (
            live?.status.kind !== 'gone' && <Skeleton count={6} />
          )}
        </Suspense>
        {live && (
          <FollowMe
            {...{ editor, isLeading, user }}
            awareness={live.awareness}
            people={facts.people}
            onEnd={() => setLeading(false)}
          />
        )}
      </div>
    </WithSidePanel>
  )
}

/** Screen P3: a page, live. An unknown page and one that is not shared look alike. */
export function PagePage() {
  const { documentId } = useParams({ from: '/page/$documentId' })
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  if (data) return <Page key={documentId} page={data.document} />
  if (error) return <ErrorScreen error={error} onRetry={() => void refetch()} />
  return <Skeleton count={6} />
}
