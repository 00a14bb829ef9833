import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { drawSignature, signatureBoard, signatureMaximumLength } from '../../../domain/form/signature.ts'
import { nameMaximumLength } from '../../../domain/person/name.ts'
import { CameraView } from '../../citizen/declaration/papers/camera-view.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { FieldGroup, TextInput } from '../../ui/field/field.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { SignaturePad } from '../../ui/signature/signature-pad.tsx'
import styles from '../team.module.css'
import { type ConsentProblem, type ConsentTyped, consentKinds } from './consent.ts'

interface ConsentFormProps {
  readonly typed: ConsentTyped
  readonly problem: ConsentProblem | undefined
  readonly onChange: (typed: ConsentTyped) => void
}

/** How the citizen agreed that a team member helps: said, signed on the screen, or a thumb mark before a witness. */
export function ConsentForm({ typed, problem, onChange }: ConsentFormProps) {
  const { t } = useTranslation('team')
  const file = useRef<HTMLInputElement>(null)
  const [isCameraOpen, setIsCameraOpen] = useState(false)
  const error = problem === undefined ? undefined : t(`consent.problem.${problem}`)
  const errorOf = (...of: readonly ConsentProblem[]) =>
    problem !== undefined && of.includes(problem) ? error : undefined
  const kindError = errorOf('kind-missing')
  const signatureError = errorOf('signature-missing')
  const photoError = errorOf('photo-missing')
  const { kind, witness, signature, photo } = typed
  return (
    <section className={styles.consent} aria-labelledby="consent">
      <h2 id="consent">{t('consent.title')}</h2>
      <p>{t('consent.body')}</p>
      <Choices
        label={t('consent.how')}
        options={consentKinds.map((value) => ({ value, label: t(`consent.${value}`) }))}
        value={kind}
        onChange={(chosen) => onChange({ ...typed, kind: consentKinds.find((known) => known === chosen) })}
        {...(kindError === undefined ? {} : { error: kindError })}
      />
      {kind === 'spoken' || kind === 'thumb-mark' ? (
        <TextInput
          label={t(kind === 'spoken' ? 'consent.heardBy' : 'consent.witness')}
          name="witness"
          autoCapitalize="words"
          spellCheck={false}
          maxLength={nameMaximumLength}
          value={witness}
          onChange={(event) => onChange({ ...typed, witness: event.target.value })}
          error={errorOf('witness-wrong')}
        />
      ) : null}
      {kind === 'signed' ? (
        <FieldGroup
          label={t('consent.signature')}
          {...(signatureError === undefined ? {} : { error: signatureError })}
        >
          <div className={styles.part}>
            <SignaturePad
              path={signature}
              board={signatureBoard}
              label={t(signature === '' ? 'consent.boardEmpty' : 'consent.boardDrawn')}
              onStroke={(stroke) => {
                const path = signature + drawSignature([stroke])
                // A full board takes no more strokes; what is on it stays.
                if (path.length <= signatureMaximumLength) onChange({ ...typed, signature: path })
              }}
            />
            <Button
              icon={<Icon name="delete" />}
              aria-disabled={signature === ''}
              onClick={() => onChange({ ...typed, signature: '' })}
            >
              {t('consent.signAgain')}
            </Button>
          </div>
        </FieldGroup>
      ) : null}
      {kind === 'thumb-mark' ? (
        <FieldGroup
          label={t('consent.photo')}
          help={t('consent.photoHelp')}
          {...(photoError === undefined ? {} : { error: photoError })}
        >
          <div className={styles.buttons}>
            <Button icon={<Icon name="camera" />} onClick={() => setIsCameraOpen(true)}>
              {t(photo === undefined ? 'consent.takePhoto' : 'consent.takeAgain')}
            </Button>
            <Button icon={<Icon name="add" />} onClick={() => file.current?.click()}>
              {t('consent.chooseFile')}
            </Button>
          </div>
          <p role="status">{photo === undefined ? null : t('consent.photoTaken')}</p>
          <input
            ref={file}
            type="file"
            accept="image/*"
            hidden
            aria-label={t('consent.photo')}
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0]
              if (chosen !== undefined) onChange({ ...typed, photo: chosen })
              // The same file may be chosen again after a mistake.
              event.currentTarget.value = ''
            }}
          />
        </FieldGroup>
      ) : null}
      {isCameraOpen ? (
        <CameraView
          paper={t('consent.photo')}
          onPicture={(picture) => onChange({ ...typed, photo: picture })}
          onClose={() => setIsCameraOpen(false)}
        />
      ) : null}
    </section>
  )
}
