import type { ApplicationView } from '#client/data/applications.ts'
import { countryName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import styles from './applications.module.css'
import { CollaborationPicture } from './collaboration-picture.tsx'

type Copied = NonNullable<ApplicationView['evidence'][number]['extract']>
type Copy = Extract<Copied, { blocks: unknown }>

/** The copy that was pinned, as who judges it reads it: without names. */
export function EvidenceContent({ extract }: { extract: Copied | null }) {
  if (extract === null) return null
  return 'months' in extract ? <CollaborationPicture of={extract} /> : <CopyShown extract={extract} />
}

function CopyShown({ extract }: { extract: Copy }) {
  const { t, locale } = useMessages()
  const who = extract.people.map(({ key, kind, school }) => {
    const place = school ? `${school.name} (${countryName(school.countryCode, locale)})` : t('applications.nobody')
    return [key, t(kind === 'staff' ? 'applications.teacherOf' : 'applications.pupilOf', { school: place })] as const
  })
  return (
    <div className={styles.copy} dir="auto">
      {extract.drawing !== null && (
        <img src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(extract.drawing.svg)}`} alt="" />
      )}
      {extract.blocks.map(({ language, parts }, at) => (
        <p key={at} lang={language ?? undefined}>
          {parts.map((part, index) =>
            part.kind === 'gone' ? (
              <i key={index}>{t('applications.erased')}</i>
            ) : (
              <span key={index}>{wordsOf(part)}</span>
            ),
          )}
        </p>
      ))}
      <p className={styles.who}>{[...new Set(who.map(([, name]) => name))].join(' · ')}</p>
    </div>
  )
}

function wordsOf(part: Copy['blocks'][number]['parts'][number]): string {
  if (part.kind === 'text') return part.text
  if (part.kind === 'formula') return part.latex
  return part.kind === 'file' ? part.alt : ' '
}
