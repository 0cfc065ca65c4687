import { useQuery } from '@tanstack/react-query'
import { type LetterBlock, letterQuery, lettersQuery, type LetterView } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { StateMarks } from './letter-tables.tsx'
import { LetterSteps } from './letter-steps.tsx'
import styles from './letters.module.css'
import { schoolYearName, useWhom } from './words.ts'

/** A letter as it will come, or came, and what can be done with it now. */
export function LetterPage() {
  const { t } = useMessages()
  const [officeId, letterId] = [useParam('officeId'), useParam('letterId')]
  const { data, isPending, isError, error, refetch } = useQuery(letterQuery(officeId, letterId))
  const whom = useWhom()
  const letter = data?.letter
  // The other letters of its year say what one may do, and whether it is still what it would be today.
  const year = useQuery({ ...lettersQuery(officeId, letter?.year ?? null), enabled: letter !== undefined }).data
  const isChanged = year?.checks?.changed.includes(letterId) ?? false
  return (
    <>
      <PageHeading
        title={letter ? whom(letter) : t('letters.one')}
        back={{ href: '/office/letters', label: t('offices.letters') }}
        badges={letter && <StateMarks letter={letter} isChanged={isChanged} />}
        lead={letter && schoolYearName(letter.year)}
      />
      {isPending && <Skeleton of="lines" count={12} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          {year && <LetterSteps {...{ officeId, letter: data.letter, view: year, isChanged }} />}
          <Paper view={data} />
        </Stack>
      )}
    </>
  )
}

function Paper({ view: { title, blocks, letter } }: { view: LetterView }) {
  const { t } = useMessages()
  // Many letters have headings of the second level alone: over them no level is left out.
  const isTop = (block: LetterBlock) => block.is === 'heading' && block.level === 1
  const second = blocks.some(isTop) ? 'h4' : 'h3'
  return (
    <article className={styles.paper} lang={letter.language} aria-label={t('letters.preview')}>
      <h2>{title}</h2>
      {blocks.map((block, at) => (
        // A letter does not change while it is looked at.
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <PaperBlock key={at} block={block} second={second} />
      ))}
    </article>
  )
}

function PaperBlock({ block, second: Second }: { block: LetterBlock; second: 'h3' | 'h4' }) {
  if (block.is === 'heading') return block.level === 1 ? <h3>{block.text}</h3> : <Second>{block.text}</Second>
  if (block.is === 'text') return <p>{block.text}</p>
  if (block.is !== 'list') return null
  return (
    <ul>
      {block.items.map((item, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- see above
        <li key={at}>{item}</li>
      ))}
    </ul>
  )
}
