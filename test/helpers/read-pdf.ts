import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

interface Node {
  role?: string
  alt?: string
  lang?: string
  children?: (Node | { type: string; id: string })[]
}

/** What somebody hears who cannot see the sheet, and what a machine reads of it. */
export async function readPdf(bytes: Uint8Array) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 }).promise
  const { info } = await pdf.getMetadata()
  const words: string[] = []
  const roles: Node[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const { items } = await page.getTextContent()
    words.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
    const tree: Node | null = await page.getStructTree()
    if (tree !== null) roles.push(...nodesIn(tree))
  }
  await pdf.destroy()
  return {
    pages: pdf.numPages,
    title: 'Title' in info ? info.Title : null,
    language: 'Language' in info ? info.Language : null,
    text: words.join('\n'),
    roles: roles.map(({ role }) => role ?? ''),
    alts: roles.flatMap(({ alt }) => alt ?? []),
    languages: [...new Set(roles.flatMap(({ lang }) => lang ?? []))],
  }
}

const nodesIn = (node: Node): Node[] => [
  node,
  ...(node.children ?? []).flatMap((child) => ('id' in child ? [] : nodesIn(child))),
]
