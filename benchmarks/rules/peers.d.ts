declare module 'split-sms' {
  const splitSms: {
    split(text: string): { characterSet: 'GSM' | 'Unicode'; parts: unknown[]; remainingInPart: number };
  };
  export default splitSms;
}

declare module 'gsm' {
  export default function gsm(text: string): { char_set: string; sms_count: number; chars_left: number };
}

declare module 'sms-counter' {
  const smsCounter: { count(text: string): { encoding: string; messages: number; remaining: number } };
  export default smsCounter;
}
