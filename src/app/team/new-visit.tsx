import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import * as v from 'valibot'
import { loadCommunes } from '../../catalogue/lists.ts'
import type { UnitDescription } from '../../contract/enrolment.ts'
import { villageName } from '../../contract/visits.ts'
import { beginVisit } from '../../device/team/visits.ts'
import { unitName } from '../../domain/place/address.ts'
import type { Commune } from '../../domain/place/unit.ts'
import { normaliseText } from '../../domain/text/normalise.ts'
import { type VisitPurpose, villageMaximumLength, visitPurposes } from '../../domain/visit/visit.ts'
import { contentLanguage } from '../i18n.ts'
import { Button } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { TextInput } from '../ui/field/field.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { Select } from '../ui/select/select.tsx'
import styles from './team.module.css'

const formId = 'new-visit'

interface Errors {
  readonly village?: string
  readonly commune?: string
  readonly purpose?: string
  readonly whole?: string
}

function asHeading(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function NewVisit({ unit }: { readonly unit: UnitDescription }) {
  const { t, i18n } = useTranslation('team')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const [communes, setCommunes] = useState<readonly Commune[]>([])
  const [village, setVillage] = useState('')
  const [commune, setCommune] = useState(unit.commune ?? '')
  const [purpose, setPurpose] = useState<VisitPurpose>()
  const [errors, setErrors] = useState<Errors>({})
  const [isBusy, setIsBusy] = useState(false)

  useEffect(() => {
    let isWanted = true
    void loadCommunes().then((all) => {
      if (isWanted) setCommunes(all.filter(({ provinceCode }) => provinceCode === unit.province))
    })
    return () => {
      isWanted = false
    }
  }, [unit.province])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    const place = { province: unit.province, commune, village: normaliseText(village) }
    const found: Errors = {
      ...(v.is(villageName, place.village) ? {} : { village: t('newVisit.villageWrong') }),
      ...(commune === '' ? { commune: t('newVisit.communeMissing') } : {}),
      ...(purpose === undefined ? { purpose: t('newVisit.purposeMissing') } : {}),
    }
    setErrors(found)
    if (purpose === undefined || Object.keys(found).length > 0) return
    setIsBusy(true)
    const begun = await beginVisit({ place, purpose, now: new Date() })
    setIsBusy(false)
    if (!begun.ok && begun.problem !== 'visit-open') setErrors({ whole: t('failed') })
  }

  return (
    <Screen
      title={t('newVisit.title')}
      onBack={() => void navigate('/doi')}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('newVisit.begin')}
        </Button>
      }
    >
      {errors.whole === undefined ? null : (
        <Notice kind="error" isLive>
          <p>{errors.whole}</p>
        </Notice>
      )}
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('newVisit.village')}
          help={t('newVisit.villageHelp')}
          name="village"
          autoCapitalize="words"
          spellCheck={false}
          maxLength={villageMaximumLength}
          value={village}
          onChange={(event) => setVillage(event.target.value)}
          error={errors.village}
        />
        <Select
          label={t('newVisit.commune')}
          placeholder={t('newVisit.communeChoose')}
          options={communes.map((one) => ({ value: one.code, label: asHeading(unitName(one, language)) }))}
          value={commune}
          onChange={setCommune}
          {...(errors.commune === undefined ? {} : { error: errors.commune })}
        />
        <Choices
          label={t('newVisit.purpose')}
          options={visitPurposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
          value={purpose}
          onChange={(chosen) => setPurpose(visitPurposes.find((known) => known === chosen))}
          {...(errors.purpose === undefined ? {} : { error: errors.purpose })}
        />
      </form>
    </Screen>
  )
}
