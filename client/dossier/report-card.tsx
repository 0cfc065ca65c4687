import type { DossierView } from '#client/data/dossier.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card } from '#client/ui/layout.tsx'
import { CountSaved, ReadFields, WordsSaved } from './fields.tsx'
import type { PartProps } from './saved.tsx'

/** What is said of a project at its end; it is kept with the archive. */
export function ReportCard({ report, ...part }: PartProps & { report: NonNullable<DossierView['report']> }) {
  const { t } = useMessages()
  return (
    <Card title={t('dossier.report')}>
      {part.dossier.can.write ? (
        <>
          <p>{t('dossier.reportHelp')}</p>
          <WordsSaved {...part} field="made" value={report.made} />
          <WordsSaved {...part} field="learned" value={report.learned} />
          <CountSaved {...part} field="met" value={report.met} />
          <WordsSaved {...part} field="differently" value={report.differently} />
        </>
      ) : (
        <ReadFields
          of={[
            [t('dossier.field_made'), report.made],
            [t('dossier.field_learned'), report.learned],
            [t('dossier.field_met'), report.met === null ? '' : String(report.met)],
            [t('dossier.field_differently'), report.differently],
          ]}
        />
      )}
    </Card>
  )
}
