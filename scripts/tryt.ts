import { openBench, addressNamed } from './bench/measure.ts';
import { deployPlatform } from './deploy/platform.ts';
import { trustIssuer, attestAll } from './bench/sluice/investors.ts';
import { createToken } from './bench/sluice/token.ts';
import { complianceAbi, securityTokenAbi } from '../sdk/generated/abis.ts';
const b = await openBench();
const platform = await deployPlatform(b.connection, { owner: b.owner.account.address });
await trustIssuer(b, platform);
const token = await createToken(b, platform);
await attestAll(b, platform, [b.seller.account.address, b.buyer]);
const to = { address: token.address, abi: securityTokenAbi } as const;
for (const h of [b.seller.account.address, b.buyer]) await b.owner.writeContract({ ...to, functionName: 'mint', args: [h, 1000000000n] });
await b.seller.writeContract({ ...to, functionName: 'transfer', args: [b.buyer, 1000000n] });
if (process.argv[2]) { const c = { address: platform.compliance, abi: complianceAbi } as const; const m=1000000000000n;
await b.owner.writeContract({ ...c, functionName: 'setAllowedCountries', args: [token.address, [344, 702], true] });
await b.owner.writeContract({ ...c, functionName: 'setInvestorClasses', args: [token.address, 0b1100] });
await b.owner.writeContract({ ...c, functionName: 'setMaximumPerIdentity', args: [token.address, m] });
await b.owner.writeContract({ ...c, functionName: 'setVolumeWindow', args: [token.address, m, 86400*30] });
await b.owner.writeContract({ ...c, functionName: 'setLotSize', args: [token.address, 1000000n] });
await b.seller.writeContract({ ...to, functionName: 'transfer', args: [b.buyer, 1000000n] });
}
const hash = await b.seller.writeContract({ ...to, functionName: 'transfer', args: [b.buyer, 1000000n] });
const t: any = await b.connection.provider.request({ method: 'debug_traceTransaction', params: [hash, {disableMemory:true}] });
const logs = t.structLogs; 
const agg: any = {};
const stackDepth: any[]=[];
let out: any = {}; let n=0;
let call=0; for (let i=0;i<logs.length;i++){const l=logs[i]; if(l.op==='STATICCALL'||l.op==='CALL') call++; if(l.depth>=3){l.depth=l.depth*10+call} const k=l.depth+' '+l.op; 
 const next=logs[i+1]; let c=l.gasCost; if(['CALL','STATICCALL','DELEGATECALL'].includes(l.op)){ c = c>5000? 0: c; console.log(l.depth,l.op,l.gasCost,l.gas, 'to', l.stack?.[l.stack.length-2]);}
 if(['SLOAD','SSTORE','LOG3','TLOAD'].includes(l.op)) console.log(l.depth,l.op,l.gasCost, l.stack?.[l.stack.length-1]?.slice(0,20));
 agg[l.depth]=(agg[l.depth]??0)+ (['CALL','STATICCALL','DELEGATECALL','SLOAD','SSTORE','LOG3'].includes(l.op)?0:c); (agg['n'+l.depth]=(agg['n'+l.depth]??0)+1);
}
console.log(agg, t.gas ?? t.gasUsed);
const tr: any={SecurityToken:[],IdentityRegistry:[],Compliance:[]}; for(const l of logs){ if(['CALL','STATICCALL','DELEGATECALL','SLOAD','SSTORE','LOG3','EXTCODESIZE'].includes(l.op)) continue; const k=l.depth===2?'SecurityToken':l.depth===31?'IdentityRegistry':l.depth===32?'Compliance':null; if(k) tr[k].push({pc:l.pc,cost:l.gasCost}); }
import('node:fs').then(f=>f.writeFileSync('/tmp/trace.json',JSON.stringify(tr)));
const ops: any={}; for(const l of logs){ if(['CALL','STATICCALL','DELEGATECALL','SLOAD','SSTORE','LOG3'].includes(l.op)) continue; const k=l.depth+l.op; ops[k]=(ops[k]??0)+l.gasCost}
console.log(Object.entries(ops).sort((a:any,b:any)=>b[1]-a[1]).slice(0,30).map(x=>x.join(' ')).join(', '));
await b.close();
