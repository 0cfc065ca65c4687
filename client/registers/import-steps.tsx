import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, Play, Trash2, Undo2 } from 'lucide-react'
import { type ImportIds, importQuery, type ImportView, useDropImport } from '#client/data/registers.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { ColumnForm } from './column-form.tsx'
import { Outcome } from './outcome.tsx'
import { StepButton } from './step-button.tsx'

interface ImportStepsProps {
  ids: ImportIds
  /** Null where this browser does not have it any more. */
  file: File | null
  onFile: (file: File) => void
  onBack: () => void
}

/** One register: columns, dry run, import, undoing. Where it stopped half way it goes on. */
export function ImportSteps({ ids, file, onFile, onBack }: ImportStepsProps) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(importQuery(ids))
  return (
    <Stack gap="l">
      <div>
        <Button variant="quiet" icon={ArrowLeft} onPress={onBack}>
          {t('registers.back')}
        </Button>
      </div>
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          <div>
            <h2>{data.import.fileName}</h2>
            <p>{t('registers.stateIs', { state: data.import.state })}</p>
          </div>
          {data.import.state === 'reading' ? (
            <ColumnForm view={data.import} ids={ids} file={file} onFile={onFile} />
          ) : (
            <Outcome view={data} ids={ids} />
          )}
          <Next view={data} ids={ids} onBack={onBack} />
        </Stack>
      )}
    </Stack>
  )
}

/** What may be done now. */
function Next({ view, ids, onBack }: { view: ImportView; ids: ImportIds; onBack: () => void }) {
  const { t } = useMessages()
  const { state, lines } = view.import
  const { new: made = 0, changed = 0, closed = 0 } = view.counts
  const doing = made + changed + closed
  return (
    <Row>
      {state === 'checking' && (
        <StepButton ids={ids} step="check" lines={lines} label={t('registers.check')} isPrimary />
      )}
      {(state === 'running' || (state === 'checked' && doing > 0)) && (
        <StepButton
          ids={ids}
          step="run"
          lines={lines}
          icon={Play}
          label={state === 'running' ? t('registers.goOn') : t('registers.run', { count: doing })}
          isPrimary
        />
      )}
      {(state === 'done' || state === 'running' || state === 'undoing') && (
        <StepButton ids={ids} step="undo" lines={lines} icon={Undo2} label={t('registers.undo')} />
      )}
      {(state === 'reading' || state === 'checking' || state === 'checked') && <Drop ids={ids} onDone={onBack} />}
    </Row>
  )
}

function Drop({ ids, onDone }: { ids: ImportIds; onDone: () => void }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const drop = useDropImport(ids.officeId)
  const letGo = () =>
    runChange(drop, ids.importId, {
      onSuccess: onDone,
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <OnlineButton variant="quiet" icon={Trash2} isPending={drop.isPending} onPress={letGo}>
      {t('registers.drop')}
    </OnlineButton>
  )
}
