import { BadRequestException, Controller, Get, Query } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Not, Repository } from 'typeorm';
import { given, pageSize } from './page.js';
import { PracticeId } from './practice-id.js';
import { PaymentVariance, ProviderLedgerBalance, ProviderLedgerEntry } from './read-models/provider-ledger.js';

/** `open=true` narrows a list to what waits for somebody; nothing else is known. */
function whereOpen(open: string | undefined) {
  if (open === undefined || open === 'false') return {};
  if (open === 'true') return { openCents: Not(0) };
  throw new BadRequestException('open must be true or false');
}

/** What payers take and give beside their claims, and what they paid too little or too much. */
@Controller('v1')
export class ProviderLedgerController {
  constructor(
    @InjectRepository(ProviderLedgerEntry) private readonly entryRows: Repository<ProviderLedgerEntry>,
    @InjectRepository(ProviderLedgerBalance) private readonly balanceRows: Repository<ProviderLedgerBalance>,
    @InjectRepository(PaymentVariance) private readonly varianceRows: Repository<PaymentVariance>,
  ) {}

  /** Provider adjustments, the newest payment first; `open=true`: in suspense, tied to no claim, or carried and not taken. */
  @Get('provider-ledger')
  entries(
    @PracticeId() practice: string,
    @Query('payerId') payerId?: string,
    @Query('kind') kind?: ProviderLedgerEntry['kind'],
    @Query('open') open?: string,
    @Query('limit') limit?: string,
  ): Promise<ProviderLedgerEntry[]> {
    return this.entryRows.find({
      where: { practice, ...given({ payerId, kind }), ...whereOpen(open) },
      order: { paymentDate: 'DESC', entryId: 'ASC' },
      take: pageSize(limit),
    });
  }

  /** The accounts of each payer's ledger. */
  @Get('provider-ledger/balances')
  balances(@PracticeId() practice: string, @Query('payerId') payerId?: string): Promise<ProviderLedgerBalance[]> {
    return this.balanceRows.find({
      where: { practice, ...given({ payerId }) },
      order: { payerId: 'ASC', kind: 'ASC' },
    });
  }

  /** Payments under, over, or beyond what they should be, the newest first. */
  @Get('payment-variances')
  variances(
    @PracticeId() practice: string,
    @Query('payerId') payerId?: string,
    @Query('kind') kind?: PaymentVariance['kind'],
    @Query('open') open?: string,
    @Query('limit') limit?: string,
  ): Promise<PaymentVariance[]> {
    return this.varianceRows.find({
      where: { practice, ...given({ payerId, kind }), ...whereOpen(open) },
      order: { paymentDate: 'DESC', claimId: 'ASC' },
      take: pageSize(limit),
    });
  }
}
