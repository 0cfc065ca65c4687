import { useNavigate } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { InvitePartner } from '#client/invitations/invite-partner.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { PageHeading, Sheet, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { KindStep, PeopleStep } from './new-project-steps.tsx'
import styles from './new-project-page.module.css'
import { OnlineButton } from '../session/online-button.tsx'
import { emptyDraft, forgetDraft, readDraft, storeDraft } from './project-draft.ts'
import type { Draft } from './project-draft.ts'
import { ProjectFields, useProjectProblems } from './project-fields.tsx'
import { useFoundProject } from '#client/data/project-changes.ts'

const steps = ['kind', 'words', 'people'] as const

/** Three steps to a project; leaving keeps the draft in this tab. */
export function NewProjectPage() {
  const { t, locale } = useMessages()
  const user = useUser()
  const navigate = useNavigate()
  const found = useFoundProject()
  const [draft, setDraft] = useState(() => readDraft(locale, globalThis.location.search))
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }))
  const problems = useProjectProblems(draft)
  useEffect(() => storeDraft(draft), [draft])

  if (!user.can.foundProject) return <Notice tone="warn" title={t('projects.mayNotFound')} />

  const { step, ...input } = draft
  const goTo = (next: Draft['step']) => change({ step: next })
  const submit = () => {
    if (step === 0) goTo(1)
    else if (step === 1) goTo(2)
    else
      found.mutate(
        { ...input, name: input.name.trim(), summary: input.summary.trim() },
        {
          onSuccess: ({ id }) => {
            forgetDraft()
            if (input.start === 'alone') void navigate({ to: '/p/$projectId/pages', params: { projectId: id } })
          },
        },
      )
  }
  if (found.isSuccess && input.start === 'with_partner') return <Founded projectId={found.data.id} draft={draft} />
  return (
    <>
      <PageHeading title={t('projects.newTitle')} back={{ href: '/', label: t('projects.homeTitle') }} />
      <div className={styles.bench}>
        <Sheet>
          <Stepper step={step} onGo={goTo} />
          <Form problems={step === 1 ? problems : {}} error={found.error} onSubmit={submit}>
            <Stack gap="l">
              <StepHeading key={step} title={t(`projects.step_${steps[step]}`)} />
              {step === 0 && <KindStep draft={draft} onChange={change} />}
              {step === 1 && <ProjectFields value={draft} onChange={change} seed={draft.name} />}
              {step === 2 && <PeopleStep draft={draft} onChange={change} />}
              {found.isError && <ErrorState error={found.error} />}
              <Actions>
                {step === 2 ? (
                  <OnlineButton type="submit" variant="primary" isPending={found.isPending}>
                    {t('projects.found')}
                  </OnlineButton>
                ) : (
                  <Button type="submit" variant="primary">
                    {t('common.next')}
                  </Button>
                )}
                {step > 0 && (
                  <Button variant="quiet" onPress={() => goTo(step === 2 ? 1 : 0)}>
                    {t('common.back')}
                  </Button>
                )}
                <Button variant="quiet" onPress={() => setDraft(emptyDraft(locale))}>
                  {t('projects.startOver')}
                </Button>
              </Actions>
              <p className={styles.kept}>{t('projects.draftKept')}</p>
            </Stack>
          </Form>
        </Sheet>
        <aside className={styles.preview} aria-hidden>
          <Cover
            title={draft.name || t('projects.yourProject')}
            colour={draft.cover}
            seed={draft.name}
            subtitle={t(`projects.kind_${draft.kind}`)}
          />
        </aside>
      </div>
    </>
  )
}

/** Each step begins at its heading, for the ear as for the eye; the first one does not steal the focus. */
function StepHeading({ title }: { title: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (document.activeElement !== document.body) heading.current?.focus()
  }, [])
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.stepHeading}>
      {title}
    </h2>
  )
}

function Stepper({ step, onGo }: { step: Draft['step']; onGo: (step: Draft['step']) => void }) {
  const { t } = useMessages()
  return (
    <ol role="list" className={styles.stepper} aria-label={t('projects.steps')}>
      {([0, 1, 2] as const).map((each) => (
        <li
          key={each}
          className={styles.step}
          aria-current={each === step ? 'step' : undefined}
          data-done={each < step}
        >
          <span className={styles.number}>{each < step ? <Icon of={Check} size="s" /> : each + 1}</span>
          {each < step ? (
            <Button variant="quiet" onPress={() => onGo(each)}>
              {t(`projects.step_${steps[each]}_short`)}
            </Button>
          ) : (
            <span>{t(`projects.step_${steps[each]}_short`)}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

function Founded({ projectId, draft }: { projectId: string; draft: Draft }) {
  const { t } = useMessages()
  return (
    <>
      <PageHeading title={t('projects.foundedTitle', { name: draft.name })} lead={t('projects.foundedLead')} />
      <Sheet width="s">
        <InvitePartner projectId={projectId} />
      </Sheet>
    </>
  )
}
