import { useQuery } from '@tanstack/react-query'
import {
  asWritten,
  type RulebookChange,
  rulebookQuery,
  type RulebookView,
  useChangeRulebook,
} from '#client/data/rulebooks.ts'
import { CopyRulebook } from '#client/campaigns/copy-rulebook.tsx'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ChangedNotice } from '#client/session/changed-notice.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { useDraftFrom } from '#client/session/use-draft-from.ts'
import { Badge } from '#client/ui/badge.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { ReadOnly } from './parts.tsx'
import { Eligible } from './preview.tsx'
import { RulebookFields } from './rulebook-fields.tsx'
import styles from './rulebooks.module.css'
import { useTheirs } from './theirs.ts'
import { usePreview } from './use-preview.ts'

export type Written = Omit<RulebookChange, 'revision'>

/** Rules as an office writes them, with who would be eligible by them today; in use, or not its own, they are read. */
export function RulebookPage() {
  const { t } = useMessages()
  const title = useInLanguages()
  const which = { officeId: useParam('officeId'), rulebookId: useParam('rulebookId') }
  const { data, isPending, isError, error, refetch } = useQuery(rulebookQuery(which))
  const view = data?.rulebook
  return (
    <>
      <PageHeading
        title={view ? `${title(view.titles)}, ${view.version}` : t('rulebooks.title')}
        back={{ href: '/office/campaigns', label: t('offices.campaigns') }}
        badges={
          view && (
            <>
              {view.rules.isExample && <Badge tone="sun">{t('campaigns.example')}</Badge>}
              {view.isLocked && <Badge tone="brand">{t('campaigns.locked')}</Badge>}
            </>
          )
        }
        lead={view && t(`rulebooks.subject_${view.rules.subject}`)}
      />
      {isPending && <Skeleton of="lines" count={12} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {view && <Rulebook key={view.id} which={which} view={view} />}
    </>
  )
}

const standingOf = (view: RulebookView) => {
  const { version, titles, source, validFrom, validUntil } = view
  return {
    words: { version, titles, source, validFrom, validUntil, rules: asWritten(view.rules) },
    version: view.revision,
  }
}

interface RulebookProps {
  which: { officeId: string; rulebookId: string }
  view: RulebookView
}

function Rulebook({ which, view }: RulebookProps) {
  const { t } = useMessages()
  const change = useChangeRulebook(which)
  const theirs = useTheirs()
  const writing = useDraftFrom<Written>(standingOf(view))
  const { draft, setDraft, isTouched, version, saved } = writing
  const preview = usePreview(which, draft.rules, view.can.copy)
  const save = (sent: Written) =>
    change.mutate(
      { ...sent, revision: version },
      {
        onSuccess: ({ rulebook }) => {
          saved(standingOf(rulebook), sent)
          toast(t('campaigns.done_saved'))
        },
      },
    )
  const fields = <RulebookFields draft={draft} onChange={setDraft} />
  return (
    <Stack gap="l">
      {!view.can.edit && <WhyReadOnly which={which} view={view} />}
      <ChangedNotice writing={writing} sending={change} theirs={theirs(standingOf(view).words, draft)} />
      <div className={styles.both}>
        {view.can.edit ? (
          <OnlineForm
            gap="l"
            sending={change}
            said={preview.problems}
            submitLabel={t('campaigns.save')}
            isDisabled={!isTouched}
            hasWords={isTouched}
            problems={{
              version: draft.version.trim() === '' && t('auth.fillIn'),
              source: draft.source.trim() === '' && t('auth.fillIn'),
              validFrom: draft.validFrom === '' && t('auth.fillIn'),
            }}
            onSubmit={() => save(draft)}
          >
            {fields}
          </OnlineForm>
        ) : (
          <ReadOnly value>
            <Stack gap="l">{fields}</Stack>
          </ReadOnly>
        )}
        {view.can.copy && (
          <aside className={styles.aside} aria-label={t('rulebooks.preview')}>
            <Eligible preview={preview} rules={draft.rules} />
          </aside>
        )}
      </div>
    </Stack>
  )
}

/** Why they stay as they are, and what one can do instead. */
function WhyReadOnly({ which, view }: RulebookProps) {
  const { t } = useMessages()
  const title = useInLanguages()(view.titles)
  const why = view.isLocked ? 'staff-errors.rulebook_locked' : 'staff-errors.rulebook_shipped'
  return (
    <Notice title={view.can.copy ? t(why) : t('rulebooks.readOnly')}>
      {view.can.copy && (
        <Row>
          <CopyRulebook officeId={which.officeId} id={view.id} name={`${title}, ${view.version}`} />
        </Row>
      )}
    </Notice>
  )
}
