import { Fragment, type ReactNode } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { type Chapter, nameOfLabel } from './chapters.ts'
import styles from './guide.module.css'

/** What a chapter says, to read and to look through. */
export function useChapterWords() {
  const { t, format } = useMessages()
  const said = (id: string, values: Record<string, ReactNode>) => format(`guide.${id}`, values)
  const labelsOf = ({ labels }: Chapter) => labels.map((id) => [nameOfLabel(id), t(id)] as const)
  const numbers = ({ steps }: Chapter) => Array.from({ length: steps }, (_, index) => index + 1)
  const plain = (chapter: Chapter, part: string | number) => {
    const text = said(`${chapter.id}_${part}`, Object.fromEntries(labelsOf(chapter)))
    return typeof text === 'string' ? text : ''
  }
  return {
    titleOf: (chapter: Chapter) => plain(chapter, 'title'),
    altOf: (chapter: Chapter) => plain(chapter, 'alt'),
    /** Without what marks a label. */
    textsOf: (chapter: Chapter) => numbers(chapter).map((step) => plain(chapter, step)),
    stepsOf: (chapter: Chapter) => {
      const labels = labelsOf(chapter).map(([name, label]) => [name, <Label key={name}>{label}</Label>] as const)
      return numbers(chapter).map((step) => (
        <Fragment key={step}>{said(`${chapter.id}_${step}`, Object.fromEntries(labels))}</Fragment>
      ))
    },
  }
}

/** As it stands on the screen that is spoken of. */
const Label = ({ children }: { children: ReactNode }) => <b className={styles.label}>{children}</b>
