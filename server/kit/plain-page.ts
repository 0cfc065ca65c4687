import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import type { Locale } from '#db/schema/values.ts'
import type { AppEnv } from './context.ts'
import { noonOf, tagOf } from './dates.ts'
import { AppError } from './errors.ts'
import { type Reader, readerOf } from './reader.ts'

/*
 * A page for whoever has its address, written here: no script, no login needed, nothing loaded. In a route:
 *
 *   const reader = readerFrom(c)
 *   return sendPage(c, plainPage({ reader, title, robots: 'index', body: markup`<p>${text}</p>` }))
 *
 * Texts stand in `markup` alone, which escapes what is put into it (not called `html`, whose inside
 * formatters rearrange). A path outside /api has its first word in `plainPlaces`.
 */

/** First words of the paths that the API's app answers with such a page, and no screen of the client. */
export const plainPlaces = [
  'schools',
  'offices',
  'regions',
  'news',
  'texts',
  'gallery',
  'figures',
  'certificate',
  'labelled-schools',
] as const
export const isPlainPath = (path: string): boolean =>
  plainPlaces.some((place) => path === `/${place}` || path.startsWith(`/${place}/`))

/** Text that is HTML already. Only `markup` makes it. */
class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}
export type { Markup }

type Part = string | number | Markup | null | readonly Part[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)

function textOf(part: Part): string {
  if (part === null) return ''
  if (part instanceof Markup) return part.text
  return typeof part === 'object' ? part.map(textOf).join('') : escape(String(part))
}

/** HTML with what is put into it: texts escaped, HTML as it is, lists one after another, null nothing. */
export const markup = (strings: TemplateStringsArray, ...parts: Part[]): Markup =>
  new Markup(strings.map((string, at) => string + textOf(parts[at] ?? null)).join(''))

/** Text of several lines: an empty one ends a paragraph. */
export const paragraphs = (text: string): Markup[] =>
  text.split(/\n{2,}/).map((part) => {
    const [first = '', ...rest] = part.split('\n')
    return markup`<p dir="auto">${first}${rest.map((line) => markup`<br>${line}`)}</p>
`
  })

/** What a country or a language is called. */
export function nameOf(locale: Locale, type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames([locale], { type }).of(code) ?? code
  } catch {
    // A tag that is formed well can still be none that it knows the parts of.
    return code
  }
}

/** A day in words. It is of no clock: at noon by UTC it is the same one in all of Europe. */
export const dayIn = (locale: Locale, day: string) =>
  noonOf(day).toLocaleDateString(tagOf[locale], { dateStyle: 'long', timeZone: 'UTC' })

/** What something has been given, beside its name. */
export const badges = (names: readonly string[]): Markup | null =>
  names.length === 0
    ? null
    : markup`<p>${names.map((name) => markup`<strong class="badge">${name}</strong> `)}</p>
`

interface Choice {
  name: string
  label: string
  /** What choosing nothing is called. */
  all: string
  options: readonly (readonly [value: string, label: string])[]
  chosen: string | undefined
}

/** A field of a form of such a page. */
export const choice = ({ name, label, all, options, chosen }: Choice): Markup =>
  markup`<label for="${name}">${label}</label>
<select id="${name}" name="${name}">
<option value="">${all}</option>
${options.map(([value, words]) => markup`<option value="${value}"${value === chosen ? markup` selected` : null}>${words}</option>`)}
</select>`

/** The end of an address that asks for this. */
export function searchOf(asked: Record<string, string | number | undefined>): string {
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`
}

interface ShownFile {
  id: string
  kind: string
  name: string
  alt: string
  width: number | null
  height: number | null
}

/** Pictures where they stand, and files to be fetched. `folder` is the address before their ids. */
export function showFiles(files: readonly ShownFile[], folder: string, title: string): Markup {
  const others = files.filter(({ kind }) => kind !== 'picture')
  const pictures = files.filter(({ kind }) => kind === 'picture')
  const list = others.map(({ id, name }) => markup`<li><a href="${folder}/${id}">${name}</a></li>`)
  return markup`${pictures.map(
    ({ id, alt, width, height }) =>
      markup`<img src="${folder}/${id}" alt="${alt}" width="${width}" height="${height}">
`,
  )}${list.length === 0 ? null : markup`<h2>${title}</h2><ul>${list}</ul>`}`
}

interface PlainPage {
  reader: Reader
  /** Also the heading. */
  title: string
  /** Whether search engines may know it. */
  robots: 'index' | 'noindex'
  body: Markup
  /** Address of what is new on it, for readers of feeds. */
  feed?: string
}

/* The colours are the tokens' (`client/ui/tokens.css`), which a test holds them to. */
const light =
  '--canvas:#f3f3ed;--surface:#fdfefb;--line:#d9dad1;--line-strong:#6f7b74;--text:#132320;--text-2:#3a4944;--link:#30459a;--focus:#3f5bb8;--brand:#1f7056;--on-brand:#ffffff'
const dark =
  '--canvas:#0e1816;--surface:#14211e;--line:#2e3e39;--line-strong:#7d8b84;--text:#e9ede7;--text-2:#c3ccc5;--link:#a1baf2;--focus:#a1baf2;--brand:#58af8c;--on-brand:#091714'
const contrast =
  '--canvas:#fff;--surface:#fff;--line:#000;--line-strong:#000;--text:#000;--text-2:#000;--link:#1a2f8f;--focus:#000;--brand:#0b4a37;--on-brand:#ffffff'

const style = [
  `:root{color-scheme:light;${light}}`,
  `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${dark}}}`,
  `[data-theme=light]{color-scheme:light;${light}}`,
  `@media screen{[data-theme=dark]{color-scheme:dark;${dark}}}`,
  `[data-theme=contrast]{color-scheme:light;${contrast}}`,
  `*{box-sizing:border-box}`,
  `body{margin:0;padding:2rem 1rem 4rem;background:var(--canvas);color:var(--text);font:1.0625rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}`,
  `main,header{max-width:44rem;margin:0 auto}header{margin-bottom:1.5rem}`,
  `address{font-style:normal;margin:0 0 .75rem}`,
  `label{display:block;font-weight:600}`,
  `input,select{font:inherit;color:inherit;background:var(--surface);border:1px solid var(--line-strong);border-radius:10px;min-height:48px;padding:.5rem .75rem;width:100%;max-width:24rem;margin:.25rem 0 .75rem;display:block}`,
  `h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem}`,
  `h2{font-size:1.25rem;line-height:1.3;margin:2rem 0 .75rem}`,
  `h3,h4{font-size:1.0625rem;line-height:1.4;margin:1.5rem 0 .5rem}`,
  `h4{margin:0 0 .25rem}`,
  `p{margin:0 0 .75rem}`,
  `.quiet{color:var(--text-2)}`,
  `.badge{display:inline-block;margin:0 .25rem .25rem 0;padding:0 .625rem;border:1px solid var(--brand);border-radius:10px;font-size:.9375rem}`,
  `ul.cards{list-style:none;margin-top:0;padding:0;display:grid;gap:.75rem}`,
  `ul.cards>li,.card{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:1rem}`,
  `ul.cards h2,ul.cards h3{margin-top:0}`,
  `form,ul.cards{margin-bottom:1.5rem}`,
  `ul.cards p:last-child,.card p:last-child{margin:0}`,
  `dl{display:grid;gap:.25rem 1rem;margin:0 0 1rem}`,
  `dt{color:var(--text-2)}dd{margin:0 0 .5rem}`,
  `@media(min-width:36rem){dl{grid-template-columns:max-content 1fr}dd{margin:0}}`,
  `img{display:block;max-width:100%;height:auto;border-radius:10px;margin:0 0 .75rem}`,
  `table{border-collapse:collapse;width:100%;margin:0 0 1rem;font-variant-numeric:tabular-nums}`,
  // A table is pushed aside before a word of it is broken.
  `th,td{text-align:start;font-weight:400;padding:.375rem .75rem .375rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}`,
  `thead th{font-weight:600}td,thead th{text-align:end}.wide{overflow-x:auto}`,
  `svg{display:block;width:100%;max-width:32rem;margin:0 0 1rem;font-size:13px;fill:var(--text)}.bar{fill:var(--brand)}`,
  `.land{stroke:var(--line-strong)}.hatch{stroke:var(--line-strong);stroke-width:2}.map{max-width:44rem}`,
  `.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0 0 .75rem}.legend svg{display:inline-block;width:1rem;height:1rem;margin:0 .375rem 0 0;vertical-align:-.125rem}`,
  `@media print{form{display:none}body{background:none;padding:0}tr,svg{break-inside:avoid}}`,
  `a{color:var(--link)}`,
  `button{font:inherit;min-height:48px;padding:.5rem 1.25rem;border:0;border-radius:10px;background:var(--brand);color:var(--on-brand)}`,
  `:focus-visible{outline:3px solid var(--focus);outline-offset:2px}`,
].join('')

/** Nothing is run, and nothing loaded but pictures of ours where there are some; the one style is named by its hash. */
const policy = (showsPictures: boolean) =>
  [
    `default-src 'none'`,
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    ...(showsPictures ? [`img-src 'self'`] : []),
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')

export function plainPage({ reader, title, robots, body, feed }: PlainPage): string {
  const theme = reader.theme === null ? null : markup` data-theme="${reader.theme}"`
  return markup`<!doctype html>
<html lang="${reader.locale}"${theme}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="${robots}">
<title>${title} · Préau</title>${feed === undefined ? null : markup`<link rel="alternate" type="application/atom+xml" href="${feed}">`}
<style>${new Markup(style)}</style>
</head>
<body>
<header><a href="/">Préau</a></header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text
}

export const readerFrom = (c: Context<AppEnv>): Reader => readerOf((name) => c.req.header(name))

const headers = (showsPictures = false) => ({
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy(showsPictures),
  Vary: 'Cookie, Accept-Language',
})

/** Whoever knows the page already (`If-None-Match`) gets no body again. */
export const sendPage = (c: Context<AppEnv>, page: string, { showsPictures = false } = {}) =>
  sendUnknown(c, page, headers(showsPictures))

/** The same of what is no page: a feed, a calendar. */
export function sendUnknown(c: Context<AppEnv>, text: string, said: Record<string, string>) {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const kept = { ...said, ETag: etag, 'Cache-Control': 'no-cache' }
  const known = (c.req.header('If-None-Match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(etag) ? c.body(null, 304, kept) : c.body(text, 200, kept)
}

const missing: Record<Locale, { title: string; text: string }> = {
  en: { title: 'There is no such page', text: 'Its address may be wrong, or it is no longer public.' },
  fr: { title: 'Cette page n’existe pas', text: 'Son adresse est peut-être erronée, ou elle n’est plus publique.' },
  de: {
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht stimmt die Adresse nicht, oder sie ist nicht mehr öffentlich.',
  },
}

/** What is not there, or not for everybody: one answer for both. */
export function sendMissing(c: Context<AppEnv>) {
  const reader = readerFrom(c)
  const { title, text } = missing[reader.locale]
  const page = plainPage({ reader, title, robots: 'noindex', body: markup`<p>${text}</p>` })
  return c.body(page, 404, { ...headers(), 'Cache-Control': 'no-store' })
}

/** Answers with such a page, or says that there is none where what it is about is not there. */
export async function answerPage(c: Context<AppEnv>, write: () => Promise<Response>): Promise<Response> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return sendMissing(c)
    throw error
  }
}
