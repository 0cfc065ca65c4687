import type { ApprovalView } from '#client/data/approvals.ts'
import { formatDay } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { Words } from '#client/ui/words.tsx'

/** What it is about, as far as whoever decides is to know it. */
export function ApprovalFacts({ approval: { subject } }: { approval: ApprovalView }) {
  const { t } = useMessages()
  return (
    <Card title={t(`approvals.about_${subject.kind}`)}>
      {subject.project && <ProjectFacts project={subject.project} />}
      <Row>
        {subject.schools.map((school) => (
          <span key={school.id}>
            <SchoolChip school={school} />
            {[school.region, school.nationalCode].filter(Boolean).length > 0 &&
              ` ${[school.region, school.nationalCode].filter(Boolean).join(' · ')}`}
          </span>
        ))}
      </Row>
      {subject.bringsSchool && <p>{t('approvals.bringsSchool')}</p>}
    </Card>
  )
}

function ProjectFacts({ project }: { project: NonNullable<ApprovalView['subject']['project']> }) {
  const { t, locale } = useMessages()
  return (
    <>
      <p>{t(`projects.kind_${project.kind}`)}</p>
      {project.summary !== '' && <p>{project.summary}</p>}
      <p>
        {t('approvals.projectLine', {
          languages: project.languages.map((code) => languageName(code, locale)).join(', '),
          from: project.ageFrom,
          to: project.ageTo,
        })}
      </p>
      <Outline project={project} />
    </>
  )
}

const words = ['aims', 'process', 'results', 'pupils', 'tools'] as const

/** What its teachers wrote about it, and what of it is missing. */
function Outline({ project: { outline, unsaid } }: { project: NonNullable<ApprovalView['subject']['project']> }) {
  const { t, locale } = useMessages()
  const day = (monday: string) => formatDay(monday, locale)
  return (
    <>
      {words
        .filter((field) => outline[field])
        .map((field) => (
          <div key={field}>
            <h3>{t(`dossier.field_${field}`)}</h3>
            <Words>{outline[field]}</Words>
          </div>
        ))}
      {outline.weeks && <p>{t('dossier.weeksLine', { from: day(outline.weeks.from), to: day(outline.weeks.to) })}</p>}
      {unsaid.length > 0 && (
        <p>{t('project-life.unsaid', { fields: unsaid.map((field) => t(`dossier.field_${field}`)).join(', ') })}</p>
      )}
    </>
  )
}
