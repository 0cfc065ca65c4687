import { type PactView, useAgreePact } from '#client/data/dossier.ts'
import { formatDate } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Card } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { CountSaved, LanguagesSaved, ReadFields, WordsSaved } from './fields.tsx'
import type { PartProps } from './saved.tsx'

/** What the partners promise each other. Each school says yes to it; whoever changes it asks the others again. */
export function PactCard({ pact, ...part }: PartProps & { pact: PactView }) {
  const { t } = useMessages()
  return (
    <Card title={t('dossier.pact')}>
      {part.dossier.can.write ? (
        <>
          <p>{t('dossier.pactHelp')}</p>
          <WordsSaved {...part} field="rhythm" value={pact.rhythm} />
          <LanguagesSaved {...part} field="speaking" value={pact.speaking} />
          <WordsSaved {...part} field="calendars" value={pact.calendars} />
          <WordsSaved {...part} field="tasks" value={pact.tasks} />
          <WordsSaved {...part} field="answering" value={pact.answering} />
          <CountSaved {...part} field="silence" value={pact.silence} />
        </>
      ) : (
        <ReadPact pact={pact} />
      )}
      <Agreements {...part} pact={pact} />
    </Card>
  )
}

function ReadPact({ pact }: { pact: PactView }) {
  const { t, locale } = useMessages()
  return (
    <ReadFields
      of={[
        [t('dossier.field_rhythm'), pact.rhythm],
        [t('dossier.field_speaking'), pact.speaking.map((code) => languageName(code, locale)).join(', ')],
        [t('dossier.field_calendars'), pact.calendars],
        [t('dossier.field_tasks'), pact.tasks],
        [t('dossier.field_answering'), pact.answering],
        [t('dossier.field_silence'), String(pact.silence)],
      ]}
    />
  )
}

function Agreements({ projectId, dossier, pact }: PartProps & { pact: PactView }) {
  const { t } = useMessages()
  const agree = useAgreePact(projectId)
  const own = pact.schools.find(({ isOwn }) => isOwn)
  return (
    <div>
      <h3>{t('dossier.agreements')}</h3>
      <ul>
        {pact.schools.map((school) => (
          <li key={school.id}>
            <AgreementLine school={school} />
          </li>
        ))}
      </ul>
      {dossier.can.write && pact.revision > 0 && own && own.agreed !== 'now' && (
        <OnlineButton
          variant="primary"
          isPending={agree.isPending}
          onPress={() => runChange(agree, pact.revision, { onSuccess: () => toast(t('dossier.agreedToast')) })}
        >
          {t('dossier.agree')}
        </OnlineButton>
      )}
      {agree.isError && <ErrorState error={agree.error} />}
    </div>
  )
}

function AgreementLine({ school }: { school: PactView['schools'][number] }) {
  const { t, locale } = useMessages()
  const { name, agreed, agreedBy, agreedAt } = school
  if (agreed === 'never' || agreedAt === null) return t('dossier.agreed_never', { school: name })
  const said = { school: name, name: agreedBy ?? t('dossier.somebody'), when: formatDate(agreedAt, locale) }
  return t(`dossier.agreed_${agreed}`, said)
}
