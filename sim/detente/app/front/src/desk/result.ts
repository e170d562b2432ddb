// What the server answers to a comparison and to the search for what would turn it.
import type { Lang, Words } from "../bundle";

export interface Interval { mean: number; low: number; high: number; low2: number | null; high2: number | null }
export interface Difference extends Interval { arm: number; better: number | null; verdict: string; reading?: string }
export interface Row { key: string; arms: Interval[]; differences: Difference[] }
export interface Result {
  arms: { label: string; title?: Words }[]; outcomes: Row[]; weekly: Record<string, number[][][]>; pairs: Record<string, number[] | number[][]>;
  correlation?: unknown; gain?: unknown; summary: Record<Lang, string[]>; summary_sensitive?: Record<Lang, string[]>; cautions?: Record<Lang, string[]>; cautions_sensitive?: Record<Lang, string[]>; level?: number;
  reproduce: { command: string; seeds: number[] | string; version: string; fingerprint: string };
}
export interface Bar { key: string; label: Words; kind: string; assumed: boolean; low_effect: number; high_effect: number; noise: number; unit?: Words; low?: number; high?: number }
export interface Flip { tornado: Bar[]; flips: { key: string; label: Words; at: number | string; sentence: Words }[]; noise_floor: number; arm?: number; outcome?: string; base?: number; low?: number; high?: number; sign?: number; tried?: number }
