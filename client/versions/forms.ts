import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { readElement, readMarks } from '#collab/documents/page-read.ts'
import { openVersion, type VersionBytes } from './compare.ts'

/** Letters and how they look, whatever the pieces they were written in. */
function looksOf(text: Y.XmlText, snapshot: Y.Snapshot) {
  const runs: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta(snapshot)
  return runs.flatMap(({ insert, attributes = {} }) => {
    const { ychange: _, ...others } = attributes
    const look = JSON.stringify(readMarks(others).toSorted((one, other) => one.type.localeCompare(other.type)))
    return typeof insert === 'string' ? [...insert].map((letter) => ({ letter, look })) : []
  })
}

const wordsOf = (letters: readonly { letter: string }[]) => letters.map(({ letter }) => letter).join('')

/** The words of a block that say the same and look another way; null where they do not. */
function formOf(element: Y.XmlElement, before: Y.Snapshot, after: Y.Snapshot): string | null {
  const texts = element.toArray().filter((child) => child instanceof Y.XmlText)
  const [then, now] = [before, after].map((snapshot) => texts.flatMap((text) => looksOf(text, snapshot)))
  if (then === undefined || now === undefined || wordsOf(then) !== wordsOf(now)) return null
  const isSame =
    JSON.stringify(then) === JSON.stringify(now) &&
    JSON.stringify(readElement(element, before)) === JSON.stringify(readElement(element, after))
  return isSame ? null : wordsOf(now)
}

/** Blocks in which only the form is another than before: what is marked are letters and blocks that came or went. */
export function changedForms({ update, previous }: Pick<VersionBytes, 'update' | 'previous'>): string[] {
  if (previous === null) return []
  const ydoc = openVersion(update)
  const [before, after] = [Y.snapshot(openVersion(previous)), Y.snapshot(ydoc)]
  const wasThere = ({ id }: Y.Item) => (before.sv.get(id.client) ?? 0) > id.clock
  const visit = (parent: Y.XmlFragment): string[] =>
    parent.toArray().flatMap((child) => {
      if (!(child instanceof Y.XmlElement) || child._item === null || !wasThere(child._item)) return []
      const form = formOf(child, before, after)
      return [...(form === null ? [] : [form]), ...visit(child)]
    })
  return visit(ydoc.getXmlFragment(pageRoot))
}
