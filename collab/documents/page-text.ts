import * as Y from 'yjs'
import { pageSchema } from './page-schema.ts'

const textBlocks = new Set(
  Object.values(pageSchema.nodes)
    .filter((type) => type.isTextblock)
    .map((type) => type.name),
)

/**
 * Gives every empty text block below `parent` a text to share. People who start at once in a block without one make a
 * text each; the editor's binding joins the two on the screen and then writes letters twice.
 */
export function shareTexts(parent: Y.XmlFragment) {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (child.length === 0 && textBlocks.has(child.nodeName)) child.insert(0, [new Y.XmlText()])
    else shareTexts(child)
  }
}
