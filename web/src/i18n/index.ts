// Words, numbers and moments in the reader's language.
import { fr } from "./fr";
import { en, type MessageKey, type Messages } from "./en";

/** Languages that are there. `en-XB` is English mirrored: it shows that nothing but the catalogue has words and that right-to-left works. */
const catalogues: Record<string, { messages: Messages; direction: "ltr" | "rtl"; locale: string }> = {
  en: { messages: en, direction: "ltr", locale: "en-GB" },
  fr: { messages: fr, direction: "ltr", locale: "fr-FR" },
  "en-XB": { messages: mirrored(en), direction: "rtl", locale: "en-GB" },
};

function mirrored(messages: Messages): Messages {
  const turned = Object.entries(messages).map(([key, text]) => [key, `\u202e${text}\u202c`]);
  return Object.fromEntries(turned) as Messages;
}

const wanted = new URLSearchParams(location.search).get("lang") ?? navigator.language;
const language = [wanted, wanted.split("-")[0]!].find((tag) => tag in catalogues) ?? "en";
const { messages, direction, locale } = catalogues[language]!;

/** Those that a reader can choose, by their own names. */
export const languages: { tag: string; name: string }[] = [{ tag: "en", name: "English" }, { tag: "fr", name: "Français" }];

export function chosenLanguage(): string {
  return language;
}

/** Opens the page anew in a language. */
export function choose(tag: string): void {
  const address = new URL(location.href);
  address.searchParams.set("lang", tag);
  location.assign(address);
}

export function applyLanguage(): void {
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

export function t(key: MessageKey, values: Record<string, string | number> = {}): string {
  return messages[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}

/** The message of a key that is put together, or the fallback where the catalogue has none. */
export function tOptional(key: string, fallback: string): string {
  return key in messages ? messages[key as MessageKey] : fallback;
}

const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });
const three = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const rounded2 = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2, maximumFractionDigits: 0 });
const percentFormat = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });

/** A count as it is. */
export function count(value: number): string {
  return Math.abs(value) < 10 && !Number.isInteger(value) ? small.format(value) : whole.format(value);
}
const compactFormat = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 2 });
/** Short, for narrow tables: 35K. */
export function compact(value: number): string {
  return Math.abs(value) < 1000 ? about(value) : compactFormat.format(value);
}
/** Rounded to two significant figures, for prose. */
export function about(value: number): string {
  return Math.abs(value) < 1 ? small.format(value) : rounded2.format(value);
}
export function signed(value: number): string {
  return value > 0 ? `+${about(value)}` : value < 0 ? `−${about(-value)}` : "0";
}
export function number3(value: number): string {
  return three.format(value);
}
export function percent(share: number): string {
  return percentFormat.format(share);
}

/** A probability estimated from some hundred members: never certain, never impossible. */
export function probability(share: number): string {
  const least = 0.01;
  if (share > 1 - least) return t("probability.over", { percent: percent(1 - least) });
  if (share < least) return t("probability.under", { percent: percent(least) });
  return percent(share);
}

/** Making a format costs more than using it: each is made once. */
const momentFormat = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
const momentFormats = {
  moment: momentFormat({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  long: momentFormat({ weekday: "short", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  day: momentFormat({ day: "numeric", month: "short", year: "numeric" }),
  date: momentFormat({ day: "numeric", month: "long" }),
  shortDate: momentFormat({ day: "numeric", month: "short" }),
};

/** Moments in the scenario's local time. */
export class Clock {
  constructor(private readonly utcOffsetSeconds: number) {}
  private format(seconds: number, kind: keyof typeof momentFormats): string {
    return momentFormats[kind].format((seconds + this.utcOffsetSeconds) * 1000);
  }
  moment(seconds: number): string {
    return this.format(seconds, "moment");
  }
  long(seconds: number): string {
    return this.format(seconds, "long");
  }
  /** Of a publication, whose year may be another. */
  day(seconds: number): string {
    return this.format(seconds, "day");
  }
  date(seconds: number): string {
    return this.format(seconds, "date");
  }
  shortDate(seconds: number): string {
    return this.format(seconds, "shortDate");
  }
  /** As the engine reads it. */
  iso(seconds: number): string {
    const sign = this.utcOffsetSeconds < 0 ? "-" : "+";
    const minutes = Math.abs(this.utcOffsetSeconds) / 60;
    const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
    return `${new Date((seconds + this.utcOffsetSeconds) * 1000).toISOString().slice(0, 16)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
  }
  /** For an input of type datetime-local. */
  local(seconds: number): string {
    return new Date((seconds + this.utcOffsetSeconds) * 1000).toISOString().slice(0, 16);
  }
  fromLocal(text: string): number {
    return Date.parse(`${text}Z`) / 1000 - this.utcOffsetSeconds;
  }
}
