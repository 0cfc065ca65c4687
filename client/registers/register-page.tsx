import { useMessages } from '#client/locales/messages.tsx'
import { OfficeFrame } from '#client/offices/office-frame.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { Doubles } from './doubles.tsx'
import { Imports } from './imports.tsx'
import { SchoolList } from './school-list.tsx'

/** The schools that an office looks after: to be looked for, and taken in from national registers. */
export function RegisterPage() {
  const { t } = useMessages()
  return (
    <OfficeFrame at="schools">
      {(office) => (
        <Tabs
          label={t('offices.schools')}
          tabs={[
            { id: 'schools', label: t('registers.schools'), content: <SchoolList officeId={office.id} /> },
            { id: 'doubles', label: t('registers.doubles'), content: <Doubles officeId={office.id} /> },
            { id: 'imports', label: t('registers.imports'), content: <Imports office={office} /> },
          ]}
        />
      )}
    </OfficeFrame>
  )
}
