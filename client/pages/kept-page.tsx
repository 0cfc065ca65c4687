import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { KeptDocument } from '#client/live/kept-documents.ts'
import { Skeleton } from '#client/ui/states.tsx'

const PageEditor = lazy(() =>
  import('#client/editor/page-editor.tsx').then((module) => ({ default: module.PageEditor })),
)

const nobody = new Map<string, never>()
const unheard = () => {}
const nothing: [] = []

function useKeptContent(state: Uint8Array) {
  const [content, setContent] = useState<{ ydoc: Y.Doc; awareness: Awareness } | null>(null)
  useEffect(() => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    const awareness = new Awareness(ydoc)
    setContent({ ydoc, awareness })
    return () => {
      setContent(null)
      awareness.destroy()
      ydoc.destroy()
    }
  }, [state])
  return content
}

/** A page as the device kept it, to be read: who writes without having heard the others writes past them. */
export function KeptPage({ kept }: { kept: KeptDocument }) {
  const content = useKeptContent(kept.state)
  const writer = useRef<((text: string) => void) | null>(null)
  const caret = useRef(null)
  if (content === null) return <Skeleton count={6} />
  return (
    <Suspense fallback={<Skeleton count={6} />}>
      <PageEditor
        key={content.ydoc.guid}
        documentId={kept.documentId}
        title={kept.title}
        language={null}
        {...content}
        canWrite={false}
        isPupil
        canManage={false}
        waitingFrom={nothing}
        people={nobody}
        documents={nobody}
        languages={[]}
        writerRef={writer}
        caretRef={caret}
        onEditor={unheard}
      />
    </Suspense>
  )
}
