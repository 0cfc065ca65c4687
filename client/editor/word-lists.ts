/*
 * Word has no lists in what it copies: paragraphs that say their list and level in their style, with a bullet or a number
 * as letters before the words. Here they become lists.
 */

const listStyle = /mso-list:\s*l\d+\s+level(\d+)/i
const isMarker = /mso-list:\s*ignore/i
/** "1." "a)" "iv.": anything else is a bullet. */
const isNumber = /^\(?(?:\d+|[a-z]{1,4})[.)]/i

const styleOf = (element: Element) => element.getAttribute('data-style') ?? ''
const levelOf = (element: Element) => Number(listStyle.exec(styleOf(element))?.[1] ?? 0)

/** The bullet or number, taken out of the paragraph. */
function takeMarker(paragraph: Element) {
  const marker = [...paragraph.querySelectorAll('span')].find((span) => isMarker.test(styleOf(span)))
  const text = marker?.textContent.replaceAll('\u00A0', ' ').trim() ?? ''
  marker?.remove()
  return text
}

function itemOf(paragraph: Element) {
  const item = paragraph.ownerDocument.createElement('li')
  item.append(...paragraph.childNodes)
  return item
}

/** One run of such paragraphs: deeper levels go into the item before them. */
function listOf(paragraphs: readonly Element[]) {
  const open: { list: Element; level: number }[] = []
  for (const paragraph of paragraphs) {
    const level = levelOf(paragraph)
    const name = isNumber.test(takeMarker(paragraph)) ? 'ol' : 'ul'
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop()
    const top = open.at(-1)
    if (top === undefined || top.level < level) {
      const list = paragraph.ownerDocument.createElement(name)
      top?.list.lastElementChild?.append(list)
      open.push({ list, level })
    }
    open.at(-1)?.list.append(itemOf(paragraph))
  }
  return open[0]?.list ?? null
}

/** Paragraphs that follow each other, in runs. */
function runsOf(paragraphs: readonly Element[]) {
  const runs: Element[][] = []
  for (const paragraph of paragraphs) {
    const last = runs.at(-1)
    if (last && last.at(-1)?.nextElementSibling === paragraph) last.push(paragraph)
    else runs.push([paragraph])
  }
  return runs
}

/** Kept under another name, and sheets left out: a parser applies styles, which the content policy refuses. */
const withoutSheets = (html: string) =>
  html
    .split(/<style[^>]*>/i)
    .map((part, at) => (at === 0 ? part : part.slice(part.search(/<\/style>/i) + '</style>'.length)))
    .join('')
    .replaceAll(/\sstyle=("[^"]*"|'[^']*')/gi, ' data-style=$1')

/** HTML as it was copied, with Word's paragraphs of lists as lists. */
export function withLists(html: string): string {
  if (!listStyle.test(html)) return html
  const { body } = new DOMParser().parseFromString(withoutSheets(html), 'text/html')
  const paragraphs = [...body.querySelectorAll('p, h1, h2, h3')].filter((element) => levelOf(element) > 0)
  for (const run of runsOf(paragraphs)) {
    const [first] = run
    const list = listOf(run)
    if (list === null || first === undefined) continue
    // Its words have moved into the list already.
    first.before(list)
    run.forEach((paragraph) => paragraph.remove())
  }
  return body.innerHTML
}
