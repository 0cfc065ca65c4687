import fc from 'fast-check'
import type { PageMark, PageNode } from '#collab/documents/page.ts'

const letters = fc.string({
  unit: fc.constantFrom('a', 'é', 'ß', 'ж', ' ', '🐌', "'", '<', '\u0301'),
  minLength: 1,
  maxLength: 12,
})
const id = fc.stringMatching(/^[a-z0-9]{8}$/)
const language = fc.constantFrom(null, 'fr', 'en', 'pt-PT', 'sr-Latn')

const mark: fc.Arbitrary<PageMark> = fc.oneof(
  fc.constantFrom('bold', 'italic', 'underline', 'strike').map((type) => ({ type })),
  fc.integer({ min: 1, max: 8 }).map((index) => ({ type: 'colour', attrs: { index } })),
  fc.constantFrom('https://ec.europa.eu/a?b=c#d', 'mailto:a@b.eu').map((href) => ({ type: 'link', attrs: { href } })),
)
const marks = fc.uniqueArray(mark, { selector: (one) => one.type, maxLength: 3 })

const text: fc.Arbitrary<PageNode> = fc.tuple(letters, marks).map(([value, some]) => ({
  type: 'text',
  text: value,
  ...(some.length === 0 ? {} : { marks: some }),
}))
const atom: fc.Arbitrary<PageNode> = fc.oneof(
  fc.constant({ type: 'hardBreak' }),
  id.map((userId) => ({ type: 'mention', attrs: { userId } })),
  id.map((documentId) => ({ type: 'pageLink', attrs: { documentId } })),
  letters.map((latex) => ({ type: 'inlineMath', attrs: { latex } })),
)
const inline = fc.array(fc.oneof({ weight: 3, arbitrary: text }, atom), { maxLength: 4 })

const paragraph: fc.Arbitrary<PageNode> = fc
  .tuple(inline, language)
  .map(([content, value]) => ({ type: 'paragraph', attrs: { language: value }, content }))
const heading: fc.Arbitrary<PageNode> = fc
  .tuple(inline, fc.integer({ min: 1, max: 3 }))
  .map(([content, level]) => ({ type: 'heading', attrs: { level, language: null }, content }))
const image: fc.Arbitrary<PageNode> = fc
  .record({ fileId: id, alt: letters, decorative: fc.boolean(), width: fc.constantFrom('narrow', 'half', 'full') })
  .map((attrs) => ({ type: 'image', attrs }))
const code: fc.Arbitrary<PageNode> = letters.map((value) => ({
  type: 'codeBlock',
  content: [{ type: 'text', text: value }],
}))
const leaf = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  heading,
  image,
  code,
  fc.constant({ type: 'horizontalRule' }),
  letters.map((latex) => ({ type: 'blockMath', attrs: { latex } })),
)

const wrap = (type: string, content: PageNode[], attrs = {}) => ({ type, attrs, content })

const nested: fc.Arbitrary<PageNode> = fc.letrec<{ block: PageNode }>((tie) => {
  const blocks = fc.array(tie('block'), { minLength: 1, maxLength: 2 })
  const item = (type: string) =>
    fc.tuple(paragraph, fc.array(tie('block'), { maxLength: 1 })).map(([first, rest]) => wrap(type, [first, ...rest]))
  const cell = fc
    .tuple(fc.constantFrom('tableCell', 'tableHeader'), blocks)
    .map(([type, content]) => wrap(type, content))
  const row = fc.array(cell, { minLength: 2, maxLength: 2 }).map((cells) => wrap('tableRow', cells))
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      blocks.map((content) => wrap('blockquote', content)),
      fc.array(item('listItem'), { minLength: 1, maxLength: 3 }).map((content) => wrap('bulletList', content)),
      fc
        .tuple(fc.array(item('listItem'), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 9 }))
        .map(([content, start]) => wrap('orderedList', content, { start })),
      fc.array(item('taskItem'), { minLength: 1, maxLength: 2 }).map((content) => wrap('taskList', content)),
      fc.array(row, { minLength: 1, maxLength: 2 }).map((content) => wrap('table', content)),
    ),
  }
}).block

/** Pages of every node, mark and attribute that the schema knows. */
export const anyPage: fc.Arbitrary<PageNode> = fc
  .array(nested, { minLength: 1, maxLength: 6 })
  .map((content) => ({ type: 'doc', content }))
