import { ArrowRight } from 'lucide-react'
import { SpeakTo, useMessages } from '#client/locales/messages.tsx'
import { usePupilProject } from '#client/session/pupil-project.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Row, Sheet } from '#client/ui/layout.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { audienceOf, type Chapter } from './chapters.ts'
import { useChapterWords } from './chapter-words.tsx'
import styles from './guide.module.css'
import { pictureSize } from './picture-size.ts'
import { pictureOf } from './pictures.ts'

const home = '/help/guide'

interface ChapterSheetProps {
  /** Those that there are for whoever reads. */
  chapters: readonly Chapter[]
  isPupil: boolean
}

/** The chapter at this address, numbered steps and a picture of the screen that they are about. */
export function ChapterSheet({ chapters, isPupil }: ChapterSheetProps) {
  const { t } = useMessages()
  const chapterId = useParam('chapterId')
  const chapter = chapters.find(({ id }) => id === chapterId)
  if (!chapter)
    return (
      <EmptyState
        title={t('guide.title')}
        sentence={t('guide.missing')}
        action={<LinkButton href={home}>{t('guide.back')}</LinkButton>}
      />
    )
  const next = chapters.slice(chapters.indexOf(chapter) + 1).find((one) => audienceOf(one) === audienceOf(chapter))
  return (
    <SpeakTo reader={audienceOf(chapter) === 'pupil' ? 'pupil' : 'adult'}>
      <ChapterWords chapter={chapter} next={next} isPupil={isPupil} />
    </SpeakTo>
  )
}

function ChapterWords({ chapter, next, isPupil }: { chapter: Chapter; next: Chapter | undefined; isPupil: boolean }) {
  const { t, locale } = useMessages()
  const { titleOf, stepsOf, altOf } = useChapterWords()
  const picture = chapter.hasPicture && pictureOf(chapter, locale)
  return (
    <>
      <PageHeading title={titleOf(chapter)} back={{ href: home, label: t('guide.back') }} />
      <Sheet>
        <ol className={styles.steps}>
          {stepsOf(chapter).map((step) => (
            <li key={step.key}>{step}</li>
          ))}
        </ol>
        {picture && <img src={picture} alt={altOf(chapter)} className={styles.picture} {...pictureSize} />}
        <Row>
          <GoTo chapter={chapter} isPupil={isPupil} />
          {next && (
            <LinkButton href={`${home}/${next.id}`} variant="quiet">
              {t('guide.next', { title: titleOf(next) })}
            </LinkButton>
          )}
        </Row>
      </Sheet>
    </>
  )
}

/** The way to where it is done; where a pupil does it is no way for an adult. */
function GoTo({ chapter, isPupil }: { chapter: Chapter; isPupil: boolean }) {
  if (!chapter.to || (audienceOf(chapter) === 'pupil') !== isPupil) return null
  return isPupil ? <PupilWay to={chapter.to} /> : <Way to={chapter.to} />
}

type To = NonNullable<Chapter['to']>

function PupilWay({ to }: { to: To }) {
  const { here } = usePupilProject()
  if (to.href.includes('$project') && !here) return null
  return <Way to={{ ...to, href: to.href.replace('$project', here?.id ?? '') }} />
}

function Way({ to }: { to: To }) {
  const { t } = useMessages()
  return (
    <LinkButton href={to.href} variant="primary" icon={ArrowRight}>
      {t('guide.goTo', { place: t(to.label) })}
    </LinkButton>
  )
}
