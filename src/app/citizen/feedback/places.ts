/** Where feedback begins, and the places below it in the order they are walked. */
export const start = '/phan-anh'
export const topicPlace = 'viec-gi'
export const wordsPlace = 'noi-dung'
export const senderPlace = 'nguoi-gui'
export const reviewPlace = 'xem-lai'
/** Explained, not taken here. */
export const complaintPlace = 'khieu-nai-to-cao'
export const receptionPlace = 'tiep-cong-dan'
export const answersPlace = 'da-tra-loi'

/** Version of the consent text (`review.consent` in the locale files); raised whenever its meaning changes. */
export const feedbackConsentVersion = 'feedback-2026-11'
