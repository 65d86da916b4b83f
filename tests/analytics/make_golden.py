"""Makes tests/golden/analytics: a small chain, and what the analysis must say of it.

usage: make_golden.py FOLDER      (needs pandas and NumPy)

The results are computed here from the definitions in the headers of src/analytics, with pandas and
plain loops over days, and know nothing of Telar's SQL. An empty field is NULL, or the column's
default. Money and quantities are exact; reals have 17 digits.
"""

import datetime as dt
import math
import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

TODAY = dt.date(2026, 3, 15)
FIRST = TODAY - dt.timedelta(70)
STORES = {"t1": "NORTE", "t2": "SUR", "t3": "NORTE"}
CENTRES = {"cedi_seco": "", "cedi_caracas": "NORTE"}
PLACES = {**STORES, **CENTRES}
ROOMS = {"t1": ["t1a", "t1b"], "t2": ["t2a"], "t3": ["t3a"], "cedi_seco": ["s"], "cedi_caracas": ["c"]}
FIRST_READ = {"t3": dt.date(2026, 2, 10)}  # the others' stock is read from the first day on
BAG = "bolsa"

RULES = {
    "ranking": dict(abc_days=30, demand_days=20, state_days=60, dormant_days=14, model="ranking_vol",
                    ranks=(5, 12, 25), pareto=(80, 95), xyz=(0.5, 1.0), xyz_days=15, gap=5),
    "pareto": dict(abc_days=21, demand_days=7, state_days=10, dormant_days=5, model="pareto_val",
                   ranks=(3, 6, 9), pareto=(33.33, 70), xyz=(0.75, 1.5), xyz_days=8, gap=3),
}
LEAD = {"tienda": 1.5, "cedi": 2.0}
Z = {"A": 2.33, "B": 1.88, "C": 1.28}
COVERAGE = {"A": 7, "B": 14, "C": 21}


def days_before(count):
    return TODAY - dt.timedelta(count)


# The chain.

def products():
    codes = [f"p{i:02}" for i in range(1, 36)] + ["P20", "a1", "Z9", "nunca", BAG]
    return [dict(id=c, codigo=c, nombre=f"Producto {c}", descripcion="" if i % 3 else f"Texto {c}",
                 categoria=("SECO", "FRIO", "")[i % 3]) for i, c in enumerate(codes)]


def amount(value):
    """With the four decimals of a till."""
    return Fraction(math.floor(value * 10000 + Fraction(1, 2)), 10000)


def sales(rng):
    """Lines of sale. Documents are numbered by each store from 1, so numbers meet."""
    lines = []
    closed = {("t3", days_before(n)) for n in (9, 10, 33, 40)}
    closed |= {(s, days_before(26)) for s in STORES}  # nobody trades that day

    def line(store, day, document, product, quantity, price, cost):
        lines.append(dict(
            ubicacion_id=store, numero_factura=f"{document}_L{len(lines)}", fecha=day,
            fecha_venta=f"{day} {8 + len(lines) % 12:02}:{len(lines) % 60:02}:00", documento=document,
            producto_id=product, cantidad_vendida=quantity, venta_total=amount(quantity * price),
            costo_total=None if cost is None else amount(quantity * cost),
            utilidad_bruta=amount(quantity * price) - amount(quantity * (cost or 0))))

    for store in STORES:
        number = 0
        for back in range(70, -1, -1):
            day = days_before(back)
            if (store, day) in closed:
                continue
            bought = []
            for i in range(1, 30):
                chance = 0.85 / i ** 0.45
                if i == 30 - (3 if store == "t2" else 1):
                    chance = 0  # a product that this store never sells
                if rng.random() < chance:
                    quantity = rng.randint(1, 9 if i < 6 else 3)
                    if i % 7 == 0:  # sold by weight
                        quantity = Fraction(rng.randint(200, 45000), 10000)
                    bought.append((f"p{i:02}", Fraction(quantity)))
            if back % 3 == 0:  # three that are equal in everything
                bought += [("p20", Fraction(2)), ("P20", Fraction(2)), ("a1", Fraction(2))]
            if back <= 7:
                bought.append(("p30", Fraction(1 + back % 2)))  # new a week ago
            if back == 0 and store == "t1":
                bought.append(("p31", Fraction(3)))  # new today
            if back >= 64:
                bought.append(("p32", Fraction(4)))  # gone before every window
            if back in (58, 61, 65):
                bought.append(("p33", Fraction(2)))
            if back in (2, 12, 25):
                bought.append(("p34", Fraction(-1)))  # nothing but returns
            if back % 2 == 0 and store != "t3":
                bought.append(("p35", Fraction(-3 if back % 6 == 0 else 1)))  # days below zero
            if store == "t1" and back <= 32:
                bought.append(("Z9", Fraction(2)))  # as steady as can be
            bought.append((BAG, Fraction(rng.randint(5, 40))))
            rng.shuffle(bought)
            while bought:
                number += 1
                for _ in range(min(len(bought), rng.randint(1, 4))):
                    product, quantity = bought.pop()
                    key = sum(map(ord, product.lower())) % 37
                    price = Fraction(125 + 37 * key, 100)
                    cost = None if rng.random() < 0.04 else Fraction(7 * price, 10)
                    if product.lower() == "p20" or product == "a1":
                        price, cost = Fraction(7, 2), Fraction(2)
                    if rng.random() < 0.05 and quantity > 0 and product.lower() != "p20":
                        line(store, day, f"F{number}", product, -min(quantity, 1), price, cost)
                        line(store, day, f"F{number}", product, quantity, price, cost)
                        continue
                    line(store, day, f"F{number}", product, quantity, price, cost)
            if back % 11 == 0:
                line(store, day, f"F{number}", None, Fraction(1), Fraction(5), None)
    for i in range(0, len(lines), 97):  # lines whose document is not known are tickets of their own
        lines[i]["documento"] = None
    return lines


def stock(rng):
    """Changes of stock, as reading it writes them, and what is there in the end."""
    changes, now = [], {}

    def change(place, room, product, day, hour, delta):
        key = (place, product, room)
        now[key] = now.get(key, 0) + delta
        changes.append(dict(ubicacion_id=place, producto_id=product, almacen_codigo=room,
                            fecha_snapshot=f"{day} {hour:02}:30:00", cantidad=now[key],
                            cantidad_cambio=delta))

    for place, rooms in ROOMS.items():
        began = FIRST_READ.get(place, FIRST)
        span = (TODAY - began).days
        for room in rooms:
            for code in [p["codigo"] for p in products()]:
                if code in ("p28", "nunca") or (code == "p27" and place in CENTRES):
                    continue  # never in stock
                whole = Fraction(rng.randint(1, 60))
                if place in CENTRES:
                    whole *= 20
                if rng.random() < 0.06:
                    whole = Fraction(-rng.randint(0, 2))
                change(place, room, code, began, 7, whole)
                if rng.random() < 0.30:  # gone for some days; rooms of a place at times of their own
                    out = rng.randint(1, span - 6)
                    back = min(out + rng.randint(1, 14), span)
                    change(place, room, code, began + dt.timedelta(out), rng.randint(8, 19),
                           -now[(place, code, room)])
                    if rng.random() < 0.8:
                        if rng.random() < 0.3:  # comes and goes on one day
                            change(place, room, code, began + dt.timedelta(back), 9, Fraction(5))
                            change(place, room, code, began + dt.timedelta(back), 20, Fraction(-5))
                        else:
                            change(place, room, code, began + dt.timedelta(back), 12, Fraction(7, 2))
                for _ in range(rng.randint(0, 2)):
                    day = began + dt.timedelta(rng.randint(span - 3, span))
                    change(place, room, code, day, rng.randint(21, 22),
                           Fraction(rng.randint(-20, 30), 4))
    keys = set()
    for row in changes:  # two changes of one moment are one
        key = tuple(row[c] for c in ("ubicacion_id", "producto_id", "almacen_codigo", "fecha_snapshot"))
        while key in keys:
            row["fecha_snapshot"] = row["fecha_snapshot"][:-2] + f"{int(row['fecha_snapshot'][-2:]) + 1:02}"
            key = (*key[:3], row["fecha_snapshot"])
        keys.add(key)
    gone = {("t1", "p26", r) for r in ROOMS["t1"]} | {("t2", "p25", "t2a")}
    for place, code, room in sorted(gone):  # what a source has no more
        change(place, room, code, days_before(6), 23, -now[(place, code, room)])
        del now[(place, code, room)]
    actual = [dict(ubicacion_id=k[0], producto_id=k[1], almacen_codigo=k[2], cantidad=q)
              for k, q in now.items()]
    return changes, actual


def prices(rng):
    rows = []
    for place in PLACES:
        for code in [p["codigo"] for p in products()][:-3]:
            cost = Fraction(rng.randint(1000, 99999), 10000)
            rows.append(dict(ubicacion_id=place, producto_id=code, valido_desde="2026-01-02 00:00:00",
                             valido_hasta="2026-02-01 00:00:00", precio=cost * 2, costo=cost + 1))
            rows.append(dict(ubicacion_id=place, producto_id=code, valido_desde="2026-02-01 00:00:00",
                             valido_hasta=None, precio=cost * 2,
                             costo=None if rng.random() < 0.1 else cost))
    return rows


EXCLUDED = [dict(ubicacion_id="", producto_id=BAG, fecha=None, motivo="carrier bags"),
            dict(ubicacion_id="t2", producto_id="", fecha=days_before(14), motivo="power cut"),
            dict(ubicacion_id="", producto_id="", fecha=days_before(23), motivo="price error")]


# What the analysis must say.

def e4(value):
    scaled = Fraction(value or 0) * 10000
    assert scaled.denominator == 1
    return int(scaled)


class Chain:
    def __init__(self, lines, changes, actual, costs):
        frame = pd.DataFrame(lines)
        frame["documento"] = frame["documento"].where(frame["documento"].notna(), frame["numero_factura"])
        for column, source in (("q", "cantidad_vendida"), ("v", "venta_total"), ("u", "utilidad_bruta"),
                               ("c", "costo_total")):
            frame[column] = frame[source].map(e4).astype("int64")
        frame["s"] = frame["costo_total"].isna().astype(int)
        self.costs = costs
        self.trade = frame.groupby(["ubicacion_id", "fecha"])["documento"].nunique()
        named = frame[frame["producto_id"].notna()]
        life = named.groupby(["ubicacion_id", "producto_id"])["fecha"].agg(["min", "max"])
        self.life = {key: (row["min"], row["max"]) for key, row in life.iterrows()}
        self.daily = named.groupby(["ubicacion_id", "producto_id", "fecha"]).agg(
            q=("q", "sum"), v=("v", "sum"), u=("u", "sum"), t=("documento", "nunique"),
            s=("s", "sum"), c=("c", "sum")).reset_index()
        out_days = {(r["ubicacion_id"], r["fecha"]) for r in EXCLUDED if r["fecha"]}
        self.counts = lambda place, day: (place, day) not in out_days and ("", day) not in out_days
        self.trade = {k: int(n) for k, n in self.trade.items() if self.counts(*k)}
        keep = [self.counts(p, d) for p, d in zip(self.daily["ubicacion_id"], self.daily["fecha"])]
        self.daily = self.daily[keep]
        self.daily = self.daily[self.daily["producto_id"] != BAG]
        self.sold = {(r.ubicacion_id, r.producto_id, r.fecha): int(r.q) for r in self.daily.itertuples()}
        self.paid = {(r.ubicacion_id, r.producto_id, r.fecha): (int(r.c), int(r.q))
                     for r in self.daily.itertuples() if r.s == 0}
        self.now = {}
        for row in actual:
            key = (row["ubicacion_id"], row["producto_id"])
            self.now[key] = self.now.get(key, 0) + e4(row["cantidad"])
        self.moves = {}
        for row in changes:
            key = (row["ubicacion_id"], row["producto_id"])
            at = self.moves.setdefault(key, {})
            moment = dt.datetime.fromisoformat(row["fecha_snapshot"])
            at[moment] = at.get(moment, 0) + e4(row["cantidad_cambio"])

    def trading(self, place, days):
        """Days of trade in the window; of any store for ''."""
        return sorted({d for p, d in self.trade if p in (place, place or p)
                       and days_before(days) <= d < TODAY})

    def level(self, key, moment):
        """Stock just before `moment`."""
        return self.now.get(key, 0) - sum(d for at, d in self.moves.get(key, {}).items() if at >= moment)

    def never_there(self, key, day):
        start = dt.datetime.combine(day, dt.time())
        levels = [self.level(key, start)]
        for at, delta in self.moves.get(key, {}).items():
            if at.date() == day:
                levels.append(self.level(key, at) + delta)
        return max(levels) <= 0

    def without_stock(self, days):
        found = set()
        for place, product in self.life:
            key = (place, product)
            spoken_of = key in self.now or any(
                at.date() >= days_before(days) for at in self.moves.get(key, {}))
            if not spoken_of:
                continue
            known = FIRST_READ.get(place, FIRST)
            for day in self.trading(place, days):
                if (day > self.life[key][0] and day >= known and (*key, day) not in self.sold
                        and self.never_there(key, day)):
                    found.add((place, product, day))
        return found


def counted(chain, out, place, product, days):
    """Days that count for a product in a store, or in the chain for ''."""
    if place == "":
        first = min(l[0] for (_, p), l in chain.life.items() if p == product)
        return [d for d in chain.trading("", days) if d >= first]
    if (place, product) not in chain.life:
        return []
    first = chain.life[(place, product)][0]
    return [d for d in chain.trading(place, days) if d >= first and (place, product, d) not in out]


def percent(part, whole):
    if part <= 0 or whole <= 0:
        return Fraction(0)
    return Fraction(math.floor(Fraction(part, whole) * 1000000 + Fraction(1, 2)), 10000)


def classify(chain, out, rules, place):
    days = rules["abc_days"]
    frame = chain.daily[(chain.daily["fecha"] >= days_before(days)) & (chain.daily["fecha"] < TODAY)]
    if place:
        frame = frame[frame["ubicacion_id"] == place]
    by_day = frame.groupby(["producto_id", "fecha"])[["q", "v", "u", "t", "s"]].sum().reset_index()
    total = by_day.groupby("producto_id")[["q", "v", "u", "t", "s"]].sum()
    total["dias"] = by_day.groupby("producto_id").size()
    tickets = sum(n for (p, d), n in chain.trade.items()
                  if p in (place, place or p) and days_before(days) <= d < TODAY)
    rank, until, share = {}, {}, {}
    sums = {}
    for what in "qvut":
        ordered = sorted(total.index, key=lambda p: (-int(total.at[p, what]), p.encode()))
        rank[what] = {p: i + 1 for i, p in enumerate(ordered)}
        positive = {p: max(0, int(total.at[p, what])) for p in ordered}
        sums[what] = sum(positive.values())
        running = 0
        for p in ordered:
            before = Fraction(running * 100, sums[what]) if sums[what] else 0
            running += positive[p]
            until[what, p] = running
            a, b = (Fraction(str(x)) for x in rules["pareto"])
            share[what, p] = ("D" if positive[p] == 0 else "A" if before < a else "B" if before < b
                              else "C")

    def by_rank(what, p):
        return next((c for c, most in zip("ABC", rules["ranks"]) if rank[what][p] <= most), "D")

    rows = []
    for p in total.index:
        n = len(counted(chain, out, place, p, days))
        quantities = by_day[by_day["producto_id"] == p]["q"].tolist()
        series = np.array(quantities + [0] * (n - len(quantities)), dtype=float)
        cv = xyz = None
        if n >= rules["xyz_days"] and total.at[p, "q"] > 0:
            cv = float(np.std(series) / np.mean(series))
            exact = Fraction(n * sum(x * x for x in quantities), sum(quantities) ** 2) - 1  # cv²
            x, y = (Fraction(str(limit)) for limit in rules["xyz"])
            xyz = "X" if exact < x * x else "Y" if exact < y * y else "Z"
            cv = 0.0 if exact == 0 else cv
        classes = dict(ranking_vol=by_rank("q", p), ranking_val=by_rank("v", p),
                       pareto_vol=share["q", p], pareto_val=share["v", p])
        abc = classes[rules["model"]]
        q, v, u, t, s, dias = (int(total.at[p, c]) for c in ("q", "v", "u", "t", "s", "dias"))
        gap = rank["q"][p] - rank["t"][p]
        row = dict(
            ubicacion_id=place, producto_id=p, cantidad_30d=Fraction(q, 10000),
            venta_30d=Fraction(v, 10000), tickets_30d=t, total_tickets_periodo=tickets,
            penetracion_pct=percent(t, tickets), venta_acumulada=Fraction(until["v", p], 10000),
            porcentaje_venta=percent(v, sums["v"]), porcentaje_acumulado=percent(until["v", p], sums["v"]),
            rank_cantidad=rank["q"][p], rank_valor=rank["v"][p], rank_penetracion=rank["t"][p], gap=gap,
            clase_ranking_vol=classes["ranking_vol"], clase_ranking_val=classes["ranking_val"],
            clase_pareto_vol=classes["pareto_vol"], clase_pareto_val=classes["pareto_val"],
            clase_abc=abc, is_top50=int(rank["q"][p] <= 50), periodo_inicio=days_before(days),
            periodo_fin=days_before(1), dias_periodo=days, margen_30d=Fraction(u, 10000),
            rank_margen=rank["u"][p], clase_ranking_mar=by_rank("u", p), clase_pareto_mar=share["u", p],
            lineas_sin_costo=s, dias_con_venta=dias, dias_contados=n, cv=cv, clase_xyz=xyz,
            matriz=None if xyz is None else abc + xyz)
        if place:
            row["venta_total_tienda"] = Fraction(sums["v"], 10000)
        else:
            del row["ubicacion_id"]
            row["venta_total_periodo"] = Fraction(sums["v"], 10000)
            row["generador_trafico_sugerido"] = int(gap >= rules["gap"])
        rows.append(row)
    return rows


def percentile_75(values):
    """Type 7, exact."""
    ordered, place = sorted(values), Fraction(3 * (len(values) - 1), 4)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    result = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    assert abs(float(result) - np.percentile(values, 75)) < 1e-6
    return result


def store_demand(chain, out, rules, store, product):
    short, long = rules["demand_days"], 3 * rules["demand_days"]
    days, window = counted(chain, out, store, product, short), short
    if 2 * len(days) < short:
        days, window = counted(chain, out, store, product, long), long
    if not days:
        return None
    values = [chain.sold.get((store, product, d), 0) for d in days]
    sold_on = sum((store, product, d) in chain.sold for d in days)
    sigma = float(np.std(np.array(values, dtype=float), ddof=1)) / 10000 if len(values) > 1 else 0.0
    if len(set(values)) == 1:
        sigma = 0.0
    return dict(window=window, n=len(days), k=sold_on, p75=max(Fraction(0), percentile_75(values)),
                sigma=sigma, best=max(0, max(values)), mean=sum(values) / 10000 / len(days))


def parameters(chain, out, rules, of_chain, of_store):
    rows = []
    lost = rules["demand_days"] * 3
    for place, region in PLACES.items():
        centre = place in CENTRES
        served = [place] if not centre else [s for s, r in STORES.items() if region in ("", r)]
        for product in sorted({p for _, p in chain.life} | {p for _, p in chain.now}):
            parts = [d for s in served if (d := store_demand(chain, out, rules, s, product))]
            held = (place, product) in chain.now
            if not held and (place in CENTRES and not region or not any(d["k"] > 0 for d in parts)):
                continue
            lives = [chain.life[(s, product)] for s in served if (s, product) in chain.life]
            first = min((l[0] for l in lives), default=None)
            last = max((l[1] for l in lives), default=None)
            p75 = sum((d["p75"] for d in parts), Fraction(0))
            d = float(p75) / 10000
            sigma = math.sqrt(sum(part["sigma"] ** 2 for part in parts))
            best = sum(part["best"] for part in parts)
            stock = chain.now.get((place, product), 0)
            abc = of_chain.get(product) if centre else of_store.get((place, product))
            lead = LEAD["cedi" if centre else "tienda"]
            coverage = COVERAGE.get(abc, 30)
            if abc in Z:
                ss = Z[abc] * sigma * math.sqrt(lead) if sigma > 0 else 0.3 * d * lead
            elif centre:
                ss = 0.3 * d * lead
            else:
                ss = best / 10000 * lead - d * lead
                if ss <= 0:
                    ss = 0.2 * d * lead
            rop = d * lead + ss
            most = rop + d * coverage
            have = stock / 10000
            month = sum(q for (s, p, day), q in chain.sold.items()
                        if s in served and p == product and days_before(30) <= day < TODAY)
            for limit in (ss, rop, most):
                if d > 0 and abs(have - limit) < 1e-9 * max(1, have):
                    print("close to a limit:", place, product, have, limit, file=sys.stderr)
            state = ("SIN_DEMANDA" if d == 0 else "CRITICO" if have <= ss else "URGENTE" if have <= rop
                     else "OPTIMO" if have <= most else "EXCESO")
            activity = ("FANTASMA" if stock <= 0 and month <= 0 else "ANOMALIA" if stock <= 0 else
                        "DORMIDO" if last is None or last < days_before(rules["dormant_days"])
                        else "ACTIVO")
            speed = next((name for name, to in (("SIN_VENTAS", 0), ("BAJA", 5), ("MEDIA", 15), ("ALTA", 30))
                          if month <= to * 10000), "MUY_ALTA")
            cost = chain.costs.get((place, product))
            if cost is None:
                paid = [pair for (s, p, day), pair in chain.paid.items()
                        if s in served and p == product and days_before(lost) <= day < TODAY]
                spent, units = sum(c for c, _ in paid), sum(q for _, q in paid)
                if spent > 0 and units > 0:
                    cost = Fraction(math.floor(Fraction(spent * 10000, units) + Fraction(1, 2)), 10000)
            value = None
            if cost is not None and stock > 0:
                value = Fraction(math.floor(Fraction(stock, 10000) * cost * 10000 + Fraction(1, 2)), 10000)
            rows.append(dict(
                ubicacion_id=place, producto_id=product, tipo="cedi" if centre else "tienda",
                stock=Fraction(stock, 10000), clase_abc=abc,
                dias_ventana=min((x["window"] for x in parts), default=None),
                dias_contados=min((x["n"] for x in parts), default=0),
                dias_con_venta=max((x["k"] for x in parts), default=0),
                dias_sin_stock=sum(1 for s, p, day in out if (s, p) == (place, product)
                                   and day >= days_before(lost)),
                demanda_p75=p75 / 10000, demanda_media=sum(x["mean"] for x in parts) if parts else None,
                demanda_maxima=Fraction(best, 10000), sigma=sigma, tiempo_entrega=lead,
                cobertura_objetivo=float(coverage), stock_seguridad=ss, punto_reorden=rop,
                stock_maximo=most, dias_cobertura=None if d == 0 else max(0.0, have) / d,
                estado=state, actividad=activity, velocidad=speed, cantidad_30d=Fraction(month, 10000),
                primera_venta=first, ultima_venta=last, costo_unitario=cost, valor_stock=value))
    return rows


def states(chain, rules, of_chain, ranks):
    rows = []
    for product in products():
        code = product["codigo"]
        held = {place: chain.now.get((place, code), 0) for place in PLACES}
        centres = sum(max(0, held[c]) for c in CENTRES)
        stores = sum(max(0, held[s]) for s in STORES)
        recent = {(s, d): q for (s, p, d), q in chain.sold.items()
                  if p == code and days_before(rules["state_days"]) <= d < TODAY}
        sold = sum(recent.values())
        last = max((l[1] for (_, p), l in chain.life.items() if p == code), default=None)
        state = ("FANTASMA" if centres + stores == 0 and sold <= 0 else
                 "ANOMALIA" if centres + stores == 0 else
                 "CRITICO" if stores == 0 and sold <= 0 else "DORMIDO" if sold <= 0 else
                 "AGOTANDOSE" if stores < 100000 or centres == 0 else "ACTIVO")
        rows.append(dict(
            codigo=code, descripcion=product["descripcion"] or product["nombre"],
            categoria=product["categoria"], clasificacion_abc=of_chain.get(code, "SIN_VENTAS"),
            stock_cedi_seco=Fraction(held["cedi_seco"], 10000),
            stock_cedi_caracas=Fraction(held["cedi_caracas"], 10000), stock_cedis=Fraction(centres, 10000),
            stock_tiendas=Fraction(stores, 10000), stock_total=Fraction(centres + stores, 10000),
            num_tiendas_con_stock=sum(held[s] > 0 for s in STORES), ventas_2m=Fraction(sold, 10000),
            num_tiendas_con_ventas=len({s for s, _ in recent}), ultima_venta=last,
            dias_sin_venta=None if last is None else (TODAY - last).days,
            rank_cantidad=ranks.get(code, (None, None))[0], rank_valor=ranks.get(code, (None, None))[1],
            estado=state))
    return rows


# Files.

def cell(value):
    if value is None:
        return ""
    if isinstance(value, Fraction):
        whole, rest = divmod(abs(value) * 10**8, 1)
        assert rest == 0, value
        digits = f"{int(whole):09}"
        text = (digits[:-8] + "." + digits[-8:]).rstrip("0").rstrip(".")
        return "-" + text if value < 0 else text
    if isinstance(value, float):
        return repr(float(value)) if float(repr(value)) == value else f"{value:.17g}"
    return str(value)


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(rows[0])] + [",".join(cell(v) for v in row.values()) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def main():
    folder = Path(sys.argv[1])
    rng = random.Random(20260315)
    lines, costs = sales(rng), prices(rng)
    changes, actual = stock(rng)
    write(folder / "ubicaciones.csv",
          [dict(id=p, tipo="tienda" if p in STORES else "cedi", region=r) for p, r in PLACES.items()])
    write(folder / "almacenes.csv",
          [dict(codigo=room, ubicacion_id=p, fecha_creacion=f"{FIRST_READ.get(p, FIRST)} 07:30:00")
           for p, rooms in ROOMS.items() for room in rooms])
    write(folder / "productos.csv", products())
    write(folder / "productos_precios.csv", costs)
    write(folder / "analisis_exclusiones.csv", EXCLUDED)
    write(folder / "inventario_actual.csv", actual)
    write(folder / "inventario_historico.csv", changes)
    write(folder / "ventas.csv", lines)
    now = {(r["ubicacion_id"], r["producto_id"]): r["costo"] for r in costs
           if r["valido_hasta"] is None and r["costo"] is not None}
    chain = Chain(lines, changes, actual, now)
    for name, rules in RULES.items():
        lookback = max(rules["abc_days"], 3 * rules["demand_days"], rules["state_days"], 30)
        out = chain.without_stock(lookback)
        of_chain = classify(chain, out, rules, "")
        of_store = [row for s in STORES for row in classify(chain, out, rules, s)]
        classes = {r["producto_id"]: r["clase_abc"] for r in of_chain}
        write(folder / name / "productos_abc_cache.csv", of_chain)
        write(folder / name / "productos_abc_tienda.csv", of_store)
        write(folder / name / "parametros_stock.csv", parameters(
            chain, out, rules, classes,
            {(r["ubicacion_id"], r["producto_id"]): r["clase_abc"] for r in of_store}))
        write(folder / name / "quiebres_stock.csv", [
            dict(ubicacion_id=s, producto_id=p, fecha=d) for s, p, d in sorted(out)
            if d >= days_before(3 * rules["demand_days"])])
        write(folder / name / "productos_analisis_cache.csv", states(
            chain, rules, classes, {r["producto_id"]: (r["rank_cantidad"], r["rank_valor"]) for r in of_chain}))


main()
