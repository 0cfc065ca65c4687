import { extractFile, type ExtractPerson, type ExtractView } from '#client/data/extracts.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { type Column, Table } from '#client/ui/table.tsx'
import styles from './extracts.module.css'

type Content = ExtractView['content']
type Block = Content['blocks'][number]
type Part = Block['parts'][number]

interface ContentProps {
  extract: ExtractView
  nameOf: (userId: string | null) => string
}

/** Names for whoever reads, as the server gave them. */
export function useExtractNames(people: readonly ExtractPerson[]) {
  const { t } = useMessages()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (userId: string | null) => (userId === null ? t('extracts.nobody') : (names.get(userId) ?? t('extracts.gone')))
}

/** What was kept, as it was. Where several had a hand in it, whose each part is. */
export function ExtractContent({ extract, nameOf }: ContentProps) {
  const { t } = useMessages()
  const { drawing, blocks, figures } = extract.content
  return (
    <div
      className={styles.content}
      lang={extract.language ?? undefined}
      dir="auto"
      tabIndex={0}
      role="region"
      aria-label={t('extracts.content')}
    >
      {drawing !== null && (
        <img
          className={styles.drawing}
          src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing.svg)}`}
          alt={t('extracts.drawing')}
        />
      )}
      {figures.length > 0 && <FigureTable figures={figures} nameOf={nameOf} />}
      {blocks.map((block, at) => (
        <BlockLine key={at} block={block} extract={extract} nameOf={nameOf} />
      ))}
    </div>
  )
}

const figureNames = [
  ...(['kept', 'typed', 'removed', 'things', 'cards', 'strokes'] as const),
  ...(['comments', 'changed'] as const),
]

/** How much each had made on that day; columns of zeros say nothing. */
function FigureTable({ figures, nameOf }: { figures: Content['figures']; nameOf: ContentProps['nameOf'] }) {
  const { t, locale } = useMessages()
  const count = new Intl.NumberFormat(regionOf(locale))
  const shown = figureNames.filter((name) => figures.some(({ counts }) => (counts[name] ?? 0) > 0))
  const columns: Column<Content['figures'][number]>[] = [
    { id: 'person', label: t('contributions.person'), isRowHeader: true, cell: ({ userId }) => nameOf(userId) },
    ...shown.map((name): Column<Content['figures'][number]> => ({
      ...{ id: name, label: t(`contributions.column_${name}`), align: 'end' },
      cell: ({ counts }) => count.format(counts[name] ?? 0),
    })),
  ]
  return (
    <Table label={t('contributions.title')} columns={columns} rows={figures} rowId={({ userId }) => userId ?? ''} />
  )
}

function BlockLine({ block, extract, nameOf }: ContentProps & { block: Block }) {
  const { t } = useMessages()
  const { type, language, parts } = block
  const isOfSeveral = extract.authors.length > 1
  const inside = parts.map((part, at) => {
    const begins = isOfSeveral && part.kind !== 'gone' && part.by !== parts[at - 1]?.by
    return (
      <span key={at}>
        {begins && <b className={styles.author}>{t('extracts.saidBy', { name: nameOf(part.by) })} </b>}
        <PartWords part={part} extractId={extract.id} nameOf={nameOf} />
      </span>
    )
  })
  const props = { lang: language ?? undefined, dir: 'auto', 'data-type': type } as const
  if (type === 'heading') return <h3 {...props}>{inside}</h3>
  if (type === 'code') return <pre {...props}>{inside}</pre>
  return <p {...props}>{inside}</p>
}

interface PartProps {
  part: Part
  extractId: string
  nameOf: ContentProps['nameOf']
}

function PartWords({ part, extractId, nameOf }: PartProps) {
  const { t } = useMessages()
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>
    case 'break':
      return <br />
    case 'formula':
      return <code>{part.latex}</code>
    case 'person':
      return <>@{nameOf(part.userId)}</>
    case 'document':
      return <i>{t('extracts.link')}</i>
    case 'gone':
      return <span className={styles.gone}>{t(`extracts.gone_${part.why}`)}</span>
    case 'file':
      return <FileShown part={part} extractId={extractId} />
  }
}

function FileShown({ part, extractId }: { part: Extract<Part, { kind: 'file' }>; extractId: string }) {
  const { t } = useMessages()
  const { fileId, is, alt, name } = part
  if (fileId === null) return <span className={styles.gone}>{alt || name || t('extracts.noFile')}</span>
  const src = extractFile(extractId, fileId)
  if (is === 'picture') return <img className={styles.picture} src={src} alt={alt} />
  if (is === 'voice')
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- what pupils say is not written down
    return <audio controls src={src} aria-label={t('extracts.voice')} />
  return <a href={src}>{name || t('extracts.file')}</a>
}
