import type { BrowserContext } from '@playwright/test'

/* A language that nobody speaks, made of the English one on its way to the browser: nothing of it is in the product. */

/** Of a compiled message: a text, a list, an element of its tree (type 0 is text), the options of a choice. */
type Node = string | Node[] | { [field: string]: Node | number | boolean | null }

const accented = new Map(
  Object.entries({
    a: 'å',
    e: 'é',
    i: 'ï',
    o: 'ø',
    u: 'ü',
    y: 'ÿ',
    A: 'Å',
    E: 'É',
    I: 'Î',
    O: 'Ø',
    U: 'Û',
    c: 'ç',
    n: 'ñ',
    s: 'š',
  }),
)
const longer = 1.35

/** Each word longer by a third, as German and Finnish are, with marks above the letters. */
const pseudo = (text: string): string =>
  text.replaceAll(/\p{L}+/gu, (word) => {
    const letters = [...word].map((letter) => accented.get(letter) ?? letter)
    const last = letters.at(-1) ?? ''
    return letters.join('') + last.repeat(Math.ceil(letters.length * longer) - letters.length)
  })

/** Text of a compiled message; what stands in braces keeps its name. */
function speak(node: Node): Node {
  if (Array.isArray(node)) return node.map(speak)
  if (typeof node === 'string') return node
  if (node['type'] === 0) return { ...node, value: pseudo(String(node['value'])) }
  const inner = Object.entries(node).map(([field, value]) => {
    const isDeeper = ['value', 'options', 'children'].includes(field) || !('type' in node)
    return [field, isDeeper && typeof value === 'object' && value !== null ? speak(value) : value]
  })
  return Object.fromEntries(inner)
}

/** From now on whoever reads English in this browser reads the language that nobody speaks. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  await context.route(/\/assets\/words-en-[^/]+\.js$/, async (route) => {
    const source = await (await route.fetch()).text()
    const { default: words }: { default: Record<string, Node> } = await import(
      `data:text/javascript,${encodeURIComponent(source)}`
    )
    const said = Object.entries(words).map(([id, message]) => [
      id,
      typeof message === 'string' ? pseudo(message) : speak(message),
    ])
    await route.fulfill({
      contentType: 'text/javascript',
      body: `export default ${JSON.stringify(Object.fromEntries(said))}`,
    })
  })
}
