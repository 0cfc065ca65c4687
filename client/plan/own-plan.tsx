import { useQuery } from '@tanstack/react-query'
import { CircleCheck, ListTodo, Milestone } from 'lucide-react'
import { titleIn } from '#collab/plan/sessions.ts'
import { type OwnPlan, planQuery } from '#client/data/plan.ts'
import { regionOf } from '#client/locales/locales.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card } from '#client/ui/layout.tsx'
import { Icon } from '#client/ui/icon.tsx'
import styles from './own-plan.module.css'

type Due = OwnPlan['steps'][number] & Partial<Pick<OwnPlan['tasks'][number], 'isDone' | 'isOfGroup'>>

/** By when, in words; what is over says so too. */
function DueWords({ due, today }: { due: Due; today: string }) {
  const { t, locale } = useMessages()
  if (due.date === null) return null
  const format = new Intl.DateTimeFormat(regionOf(locale), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const day = format.format(new Date(`${due.date}T12:00:00Z`))
  const isLate = due.date < today && due.isDone === false
  return (
    <time dateTime={due.date} className={styles.day}>
      {due.date === today ? t('plan.ownToday') : t(isLate ? 'plan.ownLate' : 'plan.ownDue', { day })}
    </time>
  )
}

/** In the language of the screen, or as it was written. */
function Title({ of: { title: text, language, translations } }: { of: Due }) {
  const { locale } = useMessages()
  const said = titleIn({ text, language, translations }, locale)
  return <span {...(said.language === '' ? {} : { lang: said.language })}>{said.title}</span>
}

function Things({ title, things, today }: { title: string; things: readonly Due[]; today: string }) {
  const { t } = useMessages()
  if (things.length === 0) return null
  return (
    <div>
      <h3 className={styles.title}>{title}</h3>
      <ol role="list" className={styles.list}>
        {things.map((due) => (
          <li
            key={due.id}
            className={styles.item}
            data-over={due.isDone === true || (due.date ?? today) < today || undefined}
          >
            <Icon of={due.isDone === true ? CircleCheck : due.isDone === undefined ? Milestone : ListTodo} size="s" />
            <span>
              <Title of={due} /> {due.isOfGroup === true && <span className={styles.day}>{t('plan.ownOfGroup')}</span>}{' '}
              {due.isDone === true ? (
                <span className={styles.day}>{t('plan.ownDone')}</span>
              ) : (
                <DueWords due={due} today={today} />
              )}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** What of the plan concerns somebody who does not see it: the steps of the project and their own tasks. */
export function OwnPlanCard({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { data } = useQuery(planQuery(projectId))
  if (data?.view !== 'own' || data.steps.length + data.tasks.length === 0) return null
  const { steps, tasks, today } = data
  return (
    <Card title={t('plan.ownTitle')}>
      <div className={styles.both}>
        <Things title={t('plan.ownTasks')} things={tasks} today={today} />
        <Things title={t('plan.ownSteps')} things={steps} today={today} />
      </div>
    </Card>
  )
}
