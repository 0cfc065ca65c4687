import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { createElement, Fragment, type ReactNode, useEffect, useRef } from 'react'
import { fileAddress } from '#collab/documents/file-address.ts'
import { readColour, readHref, readId, readLanguage, readText, readWidth } from '#collab/documents/page-nodes.ts'
import type { PageMark } from '#collab/documents/page.ts'
import type { DocumentPerson } from '#client/data/document-person.ts'
import type { EditorDocument } from '#client/editor/bridge.ts'
import '#client/editor/prosemirror.css'
import { useMessages } from '#client/locales/messages.tsx'
import { initials } from '#client/ui/pattern.ts'
import type { Change, ComparedNode } from './compare.ts'
import styles from './versions-page.module.css'

interface Facts {
  people: ReadonlyMap<string, DocumentPerson>
  documents: ReadonlyMap<string, EditorDocument>
}

interface NodeProps extends Facts {
  node: ComparedNode
}

/** Added or removed, and by whom: underline or strike, initials, and words for a screen reader. Never colour alone. */
function Changed({ change, people, children }: { change: Change; people: Facts['people']; children: ReactNode }) {
  const { t } = useMessages()
  const person = people.get(change.userId ?? '')
  const name = person?.name ?? t('versions.somebody')
  const Tag = change.kind === 'added' ? 'ins' : 'del'
  return (
    <Tag className={styles.change} data-author={person?.paletteIndex ?? 0}>
      <span className="visually-hidden">{t(`versions.${change.kind}`, { name })} </span>
      {children}
      <span className={styles.chip} aria-hidden="true">
        {initials(name)}
      </span>
    </Tag>
  )
}

function marked(mark: PageMark, inner: ReactNode): ReactNode {
  switch (mark.type) {
    case 'bold':
      return <strong>{inner}</strong>
    case 'italic':
      return <em>{inner}</em>
    case 'underline':
      return <u>{inner}</u>
    case 'strike':
      return <s>{inner}</s>
    case 'code':
      return <code>{inner}</code>
    case 'colour':
      return <span data-colour={readColour(mark.attrs?.['index'])}>{inner}</span>
    case 'link': {
      const href = readHref(mark.attrs?.['href'])
      return href === null ? (
        inner
      ) : (
        <a href={href} target="_blank" rel="noopener noreferrer">
          {inner}
        </a>
      )
    }
    default:
      return inner
  }
}

function Formula({ latex, isInline }: { latex: string; isInline: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const into = place.current
    if (into) void import('#client/editor/katex.ts').then(({ renderFormula }) => renderFormula(into, latex, isInline))
  }, [latex, isInline])
  return (
    <span ref={place} className={isInline ? 'formula' : 'formula formula-block'}>
      {latex}
    </span>
  )
}

function Atom({ node, people, documents }: NodeProps): ReactNode {
  const { t } = useMessages()
  const { attrs = {} } = node
  switch (node.type) {
    case 'image': {
      const fileId = readId(attrs['fileId'])
      const alt = attrs['decorative'] === true ? '' : readText(attrs['alt'])
      if (fileId === null) return null
      return (
        <span className="picture" data-width={readWidth(attrs['width'])}>
          <img src={fileAddress(fileId)} alt={alt} />
        </span>
      )
    }
    case 'inlineMath':
    case 'blockMath':
      return <Formula latex={readText(attrs['latex'])} isInline={node.type === 'inlineMath'} />
    case 'mention':
      return <span className="mention">@{people.get(String(attrs['userId']))?.name ?? t('editor.unknownPerson')}</span>
    case 'pageLink': {
      const documentId = readId(attrs['documentId'])
      const target = documents.get(documentId ?? '')
      const title = target ? <DocumentTitle of={target} /> : t('editor.unknownPage')
      return documentId === null ? (
        title
      ) : (
        <a className="page-link" href={`/page/${documentId}`}>
          {title}
        </a>
      )
    }
    case 'hardBreak':
      return <br />
    case 'horizontalRule':
      return <hr />
    default:
      return null
  }
}

const blockTags: Record<string, string> = {
  paragraph: 'p',
  blockquote: 'blockquote',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  taskList: 'ul',
  taskItem: 'li',
  codeBlock: 'pre',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
}

/** Attributes of an element of the page as React takes them. */
function propsOf({ type, attrs = {}, change }: ComparedNode, people: Facts['people']) {
  const language = readLanguage(attrs['language'])
  return {
    dir: 'auto',
    ...(language === null ? {} : { lang: language }),
    ...(type === 'orderedList' ? { start: Number(attrs['start']) } : {}),
    ...(type === 'taskList' ? { 'data-type': 'taskList' } : {}),
    ...(type === 'tableCell' || type === 'tableHeader'
      ? { colSpan: Number(attrs['colspan']), rowSpan: Number(attrs['rowspan']) }
      : {}),
    ...(change === null
      ? {}
      : { 'data-change': change.kind, 'data-author': people.get(change.userId ?? '')?.paletteIndex ?? 0 }),
  }
}

function Block({ node, ...facts }: NodeProps): ReactNode {
  const children = <ComparedParts nodes={node.content} {...facts} />
  const props = propsOf(node, facts.people)
  if (node.type === 'table')
    return (
      <table {...props}>
        <tbody>{children}</tbody>
      </table>
    )
  if (node.type === 'heading') return createElement(`h${Number(node.attrs?.['level'] ?? 1) + 1}`, props, children)
  if (node.type === 'taskItem') {
    const isDone = node.attrs?.['checked'] === true
    return (
      <li {...props}>
        <span>{isDone ? '☑' : '☐'}</span>
        <div>{children}</div>
      </li>
    )
  }
  return createElement(blockTags[node.type] ?? 'div', props, children)
}

function textOf(node: ComparedNode): ReactNode {
  return node.marks.reduce<ReactNode>((text, mark) => marked(mark, text), node.text)
}

const isSame = (one: Change | null, other: Change | null) =>
  one !== null && other !== null && one.kind === other.kind && one.userId === other.userId

/** Neighbours that one person added or removed are one run, however they are marked. */
function runsOf(nodes: readonly ComparedNode[]) {
  const runs: ComparedNode[][] = []
  for (const node of nodes) {
    const last = runs.at(-1)
    const before = last?.at(-1)
    const isGoingOn = node.text !== undefined && before?.text !== undefined && isSame(before.change, node.change)
    if (last && isGoingOn) last.push(node)
    else runs.push([node])
  }
  return runs
}

function ComparedParts({ nodes, ...facts }: Facts & { nodes: readonly ComparedNode[] }): ReactNode {
  return runsOf(nodes).map((run, index) => <ComparedRun key={index} run={run} {...facts} />)
}

function ComparedRun({ run, ...facts }: Facts & { run: readonly ComparedNode[] }): ReactNode {
  const [node] = run
  if (node === undefined) return null
  const isBlock = node.type === 'heading' || node.type === 'table' || node.type in blockTags
  if (node.text === undefined && isBlock) return <Block node={node} {...facts} />
  const inner =
    node.text === undefined ? (
      <Atom node={node} {...facts} />
    ) : (
      run.map((one, index) => <Fragment key={index}>{textOf(one)}</Fragment>)
    )
  return node.change === null ? (
    inner
  ) : (
    <Changed change={node.change} people={facts.people}>
      {inner}
    </Changed>
  )
}

/** A version drawn without an editor, with its changes marked where they are known. */
export function VersionView({ root, ...facts }: Facts & { root: ComparedNode }) {
  return (
    <div className="page-text" translate="no">
      <ComparedParts nodes={root.content} {...facts} />
    </div>
  )
}
