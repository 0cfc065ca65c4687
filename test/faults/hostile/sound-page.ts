import * as Y from 'yjs'
import { pageRoot, pageSchema } from '#collab/documents/page.ts'

const deepest = 100

/** Why editors of other people would fail on a page, or null: what each of them relies on when it draws it. */
export function unsoundness(ydoc: Y.Doc): string | null {
  const queue: { type: Y.XmlFragment; depth: number }[] = [{ type: ydoc.getXmlFragment(pageRoot), depth: 0 }]
  for (const { type, depth } of queue) {
    if (depth > deepest) return 'nested too deep'
    for (const child of type.toArray()) {
      const wrong = unsoundChild(child, depth)
      if (wrong !== null) return wrong
      if (child instanceof Y.XmlElement) queue.push({ type: child, depth: depth + 1 })
    }
  }
  for (const name of ydoc.share.keys()) if (name !== pageRoot) return 'another root'
  return null
}

function unsoundChild(child: unknown, depth: number): string | null {
  if (child instanceof Y.XmlElement) return pageSchema.nodes[child.nodeName] === undefined ? 'an unknown node' : null
  if (!(child instanceof Y.XmlText)) return 'something in an element that is no node'
  if (depth === 0) return 'a text beside the blocks'
  const parts: { insert?: unknown }[] = child.toDelta()
  return parts.some((part) => typeof part.insert !== 'string') ? 'a node in a text' : null
}
