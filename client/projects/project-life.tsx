import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Card, Row } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { formatDate } from '../locales/dates.ts'
import { OnlineButton } from '../session/online-button.tsx'
import { useChangeProject, useRestoreProject } from '#client/data/project-changes.ts'
import { Sequel } from './sequel.tsx'
import type { Project } from '#client/data/projects.ts'

type Move = 'close' | 'reopen' | 'archive'
const stateAfter = { close: 'closed', reopen: 'open', archive: 'archived' } as const

/** Closed and opened again, archived, and for a while brought back. */
export function ProjectLife({ project }: { project: Project }) {
  const { t } = useMessages()
  const change = useChangeProject(project.id)
  const [asked, setAsked] = useState<Move | null>(null)
  const isClosed = project.state === 'closed'
  const moves: Move[] = project.can.edit ? [isClosed ? 'reopen' : 'close'] : []
  if (project.can.archive && project.state !== 'archived') moves.push('archive')
  if (moves.length === 0 && !project.can.restore && !project.can.continue) return null
  const confirm = (move: Move) =>
    runChange(
      change,
      { state: stateAfter[move] },
      {
        onSuccess: () => {
          setAsked(null)
          toast(t(`projects.${move}_done`))
        },
      },
    )
  return (
    <Card title={t('projects.life')}>
      {project.can.restore && <Restore project={project} />}
      {project.can.continue && <Sequel project={project} />}
      {moves.map((move) => (
        <Row key={move} isSpread>
          <p>{t(`projects.${move}_sentence`)}</p>
          <OnlineButton variant={move === 'archive' ? 'danger' : 'secondary'} onPress={() => setAsked(move)}>
            {t(`projects.${move}`)}
          </OnlineButton>
        </Row>
      ))}
      {asked && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
          title={t(`projects.${asked}_title`)}
          confirmLabel={t(`projects.${asked}`)}
          isDanger={asked === 'archive'}
          isPending={change.isPending}
          onConfirm={() => confirm(asked)}
        >
          <p>{t(`projects.${asked}_sentence`)}</p>
          {change.isError && <ErrorState error={change.error} />}
        </ConfirmDialog>
      )}
    </Card>
  )
}

function Restore({ project }: { project: Project }) {
  const { t, locale } = useMessages()
  const restore = useRestoreProject(project.id)
  return (
    <>
      <Row isSpread>
        <p>
          {t('projects.restore_sentence', { date: formatDate(project.restorableUntil ?? project.createdAt, locale) })}
        </p>
        <OnlineButton
          isPending={restore.isPending}
          onPress={() => runChange(restore, undefined, { onSuccess: () => toast(t('projects.restore_done')) })}
        >
          {t('projects.restore')}
        </OnlineButton>
      </Row>
      {restore.isError && <ErrorState error={restore.error} />}
    </>
  )
}
