use vardar_assimilate::{evaluate::*, filter::*, ground::Ground};
use std::collections::BTreeMap;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let get = |k: &str, d: &str| a.iter().find_map(|x| x.strip_prefix(&format!("{k}="))).unwrap_or(d).to_owned();
    let members: u32 = get("members", "200").parse().unwrap();
    let (from, to, every): (usize, usize, usize) = (get("from", "48").parse().unwrap(), get("to", "105").parse().unwrap(), get("every", "3").parse().unwrap());
    let mut scenario = vardar_scenario::embedded::get("balkan-2015").unwrap().read().scenario.unwrap();
    let ov: Vec<(String, String)> = a.iter().filter_map(|x| x.strip_prefix("set:")).map(|x| { let (k, v) = x.split_once('=').unwrap(); (k.to_owned(), v.to_owned()) }).collect();
    if !ov.is_empty() { scenario = scenario.with_overrides(&ov).map_err(|e| format!("{e:?}")).unwrap(); }
    let tuned: jiff::civil::Date = "2016-01-15".parse().unwrap();
    scenario.parameters.retain(|p| p.from.is_none_or(|d| d <= tuned));
    let network = vardar_engine::network::compile(&scenario, scenario.period).unwrap();
    let ground = Ground::new(&scenario, &network, get("seed", "1").parse().unwrap());
    let method = match get("method", "kalman").as_str() { "kalman" => Method::Kalman, "particle" => Method::Particle, _ => Method::None };
    let mut f = Filter::new(&ground, members, method);
    let t0 = std::time::Instant::now();
    let mut rows = Vec::new();
    let mut assim = 0.0;
    while f.day < to.min(network.days) {
        let t = std::time::Instant::now();
        f.advance();
        assim += t.elapsed().as_secs_f64();
        if a.iter().any(|x| x == "debug") { debug(&f); }
        if f.day > from && (f.day - 1 - from) % every == 0 { rows.extend(evaluate_origin(&f, 14)); }
    }
    eprintln!("{:.1}s assim {:.1}s; unrest {:?}", t0.elapsed().as_secs_f64(), assim, f.unrest.iter().map(|u| (u * 100.0).round() / 100.0).collect::<Vec<_>>());
    if let Some(path) = a.iter().find_map(|x| x.strip_prefix("out=")) {
        use std::io::Write;
        let mut w = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
        writeln!(w, "origin_date,location,target,horizon,model,wis,overprediction,underprediction,dispersion,bias,interval_coverage_50,interval_coverage_90,ae_median,observed").unwrap();
        for r in &rows { let s = &ground.observation.series[r.series]; let t = if format!("{:?}", s.quantity) == "Arrivals" { "arrivals" } else { "departures" };
            writeln!(w, "{},{},{},{},{},{},{},{},{},{},{},{},{},{}", ground.date(r.origin), s.site, t, r.horizon, r.model, r.score.wis, r.score.overprediction, r.score.underprediction, r.score.dispersion, r.score.bias, r.score.interval_coverage_50.unwrap() as u8, r.score.interval_coverage_90.unwrap() as u8, r.score.ae_median, r.observed).unwrap(); }
    }
    let bins = [(1, 1), (2, 3), (4, 7), (8, 14)];
    println!("{:<12} {:>26} {:>26} {:>26} {:>26}", "series", "h1", "2-3", "4-7", "8-14");
    let mut geo: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
    for (i, s) in ground.observation.series.iter().enumerate() {
        print!("{:<12}", s.site);
        for (b, (lo, hi)) in bins.iter().enumerate() {
            let sel = |m: &str| rows.iter().filter(|r| r.series == i && r.model == m && (*lo..=*hi).contains(&r.horizon)).collect::<Vec<_>>();
            let mean = |v: &[&ScoreRow], f: &dyn Fn(&ScoreRow) -> f64| v.iter().map(|r| f(r)).sum::<f64>() / v.len() as f64;
            let v = sel("vardar"); let s_ = sel("simple");
            let r = mean(&v, &|r| r.score.wis) / mean(&s_, &|r| r.score.wis);
            if !["GRC", "HUN"].contains(&s.site.as_str()) { geo.entry(b).or_default().push(r.ln()); }
            print!(" {:>4.0} {:.2} b{:+.2} c{:2.0}/{:2.0}", mean(&v, &|r| r.score.wis), r, mean(&v, &|r| r.score.bias), 100.0 * mean(&v, &|r| r.score.interval_coverage_50.unwrap() as u8 as f64), 100.0 * mean(&v, &|r| r.score.interval_coverage_90.unwrap() as u8 as f64));
        }
        println!();
    }
    println!("geo vs simple: {:?}", geo.values().map(|v| ((v.iter().sum::<f64>() / v.len() as f64).exp() * 1000.0).round() / 1000.0).collect::<Vec<_>>());
}
#[allow(dead_code)]
pub fn debug(f: &Filter<'_, '_>) {
    let g = f.ground; let n = f.particles.len() as f64;
    let m = |r: &dyn Fn(&Particle) -> f64| { let v: Vec<f64> = f.particles.iter().map(r).collect(); let mu = v.iter().sum::<f64>() / n; let sd = (v.iter().map(|x| (x - mu) * (x - mu)).sum::<f64>() / n).sqrt(); (mu, sd) };
    let mut line = format!("{}", g.date(f.day - 1));
    for (i, (a, _)) in g.plan.areas.iter().enumerate() {
        if !["GRC_islands", "GRC_attica", "GRC_north", "GRC", "MKD", "SRB", "HRV", "SVN"].contains(&a.as_str()) { continue; }
        let stock = m(&|p| (0..g.network.places.len()).filter(|x| g.plan.area_of[*x] == i).map(|x| { let c = g.network.cells(x); p.history.state.resting[c.clone()].iter().chain(&p.history.state.registering[c]).sum::<u32>() as f64 + g.network.places[x].out.clone().map(|l| p.history.state.queued[l] as f64).sum::<f64>() }).sum());
        let pace = m(&|p| p.drift.pace[i]);
        line += &format!(" {a}:{:.0}±{:.0} p{:+.1}±{:.1}", stock.0, stock.1, pace.0, pace.1);
    }
    for (i, s) in g.observation.series.iter().enumerate() { let c = m(&|p| p.drift.coverage[i]); line += &format!(" c{}{:+.2}±{:.2}", s.site, c.0, c.1); }
    let inc = m(&|p| p.history.state.increment.added as f64); let dec = m(&|p| p.history.state.increment.removed as f64);
    line += &format!(" +{:.0} -{:.0} unrest {:?}", inc.0, dec.0, f.unrest.iter().map(|u| (u * 10.0).round() / 10.0).collect::<Vec<_>>());
    println!("{line}");
}
