import { EvidenceContent } from '#client/applications/evidence-content.tsx'
import type { DossierRead } from '#client/data/evaluations.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Words } from '#client/ui/words.tsx'
import styles from './evaluations.module.css'
import { MarkField, useLeastLine, useMarkShown } from './mark-field.tsx'
import { type Criterion, type Marked, markedOf } from './marks.ts'

interface PartProps {
  evaluationId: string
  dossier: DossierRead
}

/** What speaks to a criterion, and beside it what it is worth. */
export function CriterionRead({
  evaluationId,
  dossier,
  criterion,
  isOpen,
}: PartProps & { criterion: Criterion; isOpen: boolean }) {
  const { t } = useMessages()
  const words = useInLanguages()
  const leastLine = useLeastLine()
  const evidence = dossier.evidence.filter((one) => one.criterion === criterion.id)
  const name = words(criterion.words)
  const unmarkedParts = criterion.parts.filter(({ scale }) => scale === null)
  return (
    <section className={styles.criterion} aria-label={name}>
      <h2>{name}</h2>
      {criterion.help !== null && <p className={styles.quiet}>{words(criterion.help)}</p>}
      <div className={styles.beside}>
        <Stack>
          <AnswersRead dossier={dossier} criterion={criterion.id} under={name} />
          {evidence.length === 0 && <p className={styles.quiet}>{t('evaluations.noEvidence')}</p>}
          {evidence.map((one) => (
            <Evidence key={one.id} one={one} />
          ))}
        </Stack>
        <div className={styles.marks}>
          <Stack>
            {unmarkedParts.map((part) => (
              <p key={part.id} className={styles.quiet}>
                {[words(part.words), leastLine(part)].filter(Boolean).join(' · ')}
              </p>
            ))}
            {markedOf(criterion).map((marked) =>
              isOpen ? (
                <MarkField
                  key={marked.key}
                  evaluationId={evaluationId}
                  marked={marked}
                  stands={dossier.marks.find((one) => one.criterion === marked.key)}
                />
              ) : (
                <MarksRead key={marked.key} dossier={dossier} marked={marked} />
              ),
            )}
          </Stack>
        </div>
      </div>
    </section>
  )
}

interface AnswersProps {
  dossier: DossierRead
  criterion: string | null
  /** The heading that it stands under: not said twice. */
  under?: string
}

/** What was answered about a criterion, or about none. */
export function AnswersRead({ dossier, criterion, under }: AnswersProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  return dossier.form
    .filter((field) => field.criterion === criterion)
    .map(({ id, words: asked, kind }) => {
      const text = dossier.answers.find((one) => one.field === id)?.text ?? ''
      const said = kind === 'yes_no' && (text === 'yes' || text === 'no') ? t(`applications.${text}`) : text
      return (
        <div key={id}>
          {words(asked) !== under && <h3 className={styles.asked}>{words(asked)}</h3>}
          <Words>{said || t('evaluations.unsaid')}</Words>
        </div>
      )
    })
}

function Evidence({ one }: { one: DossierRead['evidence'][number] }) {
  const { t } = useMessages()
  if (one.isWithdrawn) return <p className={styles.quiet}>{t('evaluations.withdrawn')}</p>
  const kind = t(`applications.kind_${one.kind}`)
  return (
    <article aria-label={kind} className={styles.evidence}>
      <p className={styles.quiet}>{kind}</p>
      {one.note !== '' && <Words>{one.note}</Words>}
      <EvidenceContent extract={one.extract} />
    </article>
  )
}

/** Handed in: one's own mark, and those of the others once all are in. */
function MarksRead({ dossier, marked }: { dossier: DossierRead; marked: Marked }) {
  const { t } = useMessages()
  const words = useInLanguages()
  const shown = useMarkShown()
  const own = dossier.marks.find((one) => one.criterion === marked.key)
  const others = dossier.others.filter((one) => one.criterion === marked.key)
  const rows = [
    ...(own ? [{ key: 'own', who: t('evaluations.mine'), given: own }] : []),
    ...others.map((one) => ({
      key: String(one.reader),
      who: t('evaluations.reader', { number: String(one.reader) }),
      given: { ...one, isNotApplicable: one.value === null },
    })),
  ]
  return (
    <div>
      <h3 className={styles.asked}>{words(marked.words)}</h3>
      <dl className={styles.given}>
        {rows.map(({ key, who, given }) => (
          <div key={key}>
            <dt>{who}</dt>
            <dd>
              <strong>{shown(given)}</strong>
              {given.comment !== '' && <Words>{given.comment}</Words>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
