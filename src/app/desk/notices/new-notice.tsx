import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewNotice } from '../../../contract/notices.ts'
import { noticeAudiences, noticeKinds } from '../../../domain/notice/notice.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextArea, TextInput } from '../../ui/field/field.tsx'
import { Select } from '../../ui/select/select.tsx'
import panel from '../panel.module.css'
import styles from './notices.module.css'

const empty = {
  procedure: '',
  from: '',
  until: '',
  order: '5',
  titleVi: '',
  textVi: '',
  titleEn: '',
  textEn: '',
}
type Draft = typeof empty

interface NewNoticeFormProps {
  readonly isBusy: boolean
  /** @returns whether it was added. */
  readonly onAdd: (notice: NewNotice) => Promise<boolean>
}

export function NewNoticeForm({ isBusy, onAdd }: NewNoticeFormProps) {
  const { t } = useTranslation(['notices-desk', 'notices'])
  const [kind, setKind] = useState<NewNotice['kind']>('procedure')
  const [audience, setAudience] = useState<NewNotice['audience']>('people')
  const [draft, setDraft] = useState<Draft>(empty)
  const [isTried, setIsTried] = useState(false)
  const wrong = mistakesOf(draft, vietnamDay(Date.now()))
  const field = (name: keyof Draft) => ({
    value: draft[name],
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      setDraft((before) => ({ ...before, [name]: target.value })),
  })
  const error = (isWrong: boolean, text: string) => (isTried && isWrong ? text : undefined)

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsTried(true)
    if (isBusy || Object.values(wrong).some((isWrong) => isWrong)) return
    const added = await onAdd({
      kind,
      audience,
      procedure: draft.procedure.trim() === '' ? null : draft.procedure.trim(),
      from: draft.from,
      until: draft.until,
      order: Number(draft.order),
      vi: { title: draft.titleVi.trim(), text: draft.textVi.trim() },
      en: draft.titleEn.trim() === '' ? null : { title: draft.titleEn.trim(), text: draft.textEn.trim() },
    })
    if (!added) return
    setDraft(empty)
    setIsTried(false)
  }

  return (
    <section className={panel.panel}>
      <h2>{t('notices.new')}</h2>
      <form className={styles.form} onSubmit={(event) => void add(event)} noValidate>
        <div className={styles.row}>
          <Select
            label={t('notices.kind')}
            placeholder={t('notices.kind')}
            options={noticeKinds.map((value) => ({ value, label: t(`notices:kind.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(noticeKinds.find((each) => each === value) ?? kind)}
          />
          <Select
            label={t('notices.audience')}
            placeholder={t('notices.audience')}
            options={noticeAudiences.map((value) => ({ value, label: t(`notices.for.${value}`) }))}
            value={audience}
            onChange={(value) => setAudience(noticeAudiences.find((each) => each === value) ?? audience)}
          />
          <Select
            label={t('notices.order')}
            help={t('notices.orderHelp')}
            placeholder={t('notices.order')}
            options={['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((value) => ({ value, label: value }))}
            value={draft.order}
            onChange={(order) => setDraft((before) => ({ ...before, order }))}
          />
        </div>
        <div className={styles.row}>
          <TextInput
            label={t('notices.from')}
            type="date"
            {...field('from')}
            error={error(wrong.from, t('notices.fromWrong'))}
          />
          <TextInput
            label={t('notices.until')}
            type="date"
            {...field('until')}
            error={error(wrong.until, t('notices.untilWrong'))}
          />
          <TextInput
            label={t('notices.procedure')}
            help={t('notices.procedureHelp')}
            maxLength={8}
            {...field('procedure')}
            error={error(wrong.procedure, t('notices.procedureWrong'))}
          />
        </div>
        <TextInput
          label={t('notices.titleVi')}
          maxLength={120}
          {...field('titleVi')}
          error={error(wrong.titleVi, t('notices.missing'))}
        />
        <TextArea
          label={t('notices.textVi')}
          help={t('notices.textHelp')}
          maxLength={1000}
          {...field('textVi')}
          error={error(wrong.textVi, t('notices.missing'))}
        />
        <TextInput
          label={t('notices.titleEn')}
          maxLength={120}
          {...field('titleEn')}
          error={error(wrong.en, t('notices.enWrong'))}
        />
        <TextArea label={t('notices.textEn')} maxLength={1000} {...field('textEn')} />
        <div>
          <Button kind="primary" type="submit" isBusy={isBusy}>
            {t('notices.add')}
          </Button>
        </div>
      </form>
    </section>
  )
}

function mistakesOf({ procedure, from, until, titleVi, textVi, titleEn, textEn }: Draft, today: string) {
  return {
    procedure: procedure.trim() !== '' && !/^\d\.\d{6}$/.test(procedure.trim()),
    from: from === '',
    until: until === '' || until < from || until < today,
    titleVi: titleVi.trim() === '',
    textVi: textVi.trim() === '',
    en: (titleEn.trim() === '') !== (textEn.trim() === ''),
  }
}
