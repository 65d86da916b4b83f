"""Classes, stock parameters and days without stock with pandas: the peer of bench-analytics.

usage: analytics_pandas.py FOLDER TODAY

Reads ventas, inventario_historico, inventario_actual and ubicaciones from FOLDER/*.parquet and
calculates what the headers of src/analytics define, with their default rules, in floating point.
Prints: seconds, processor seconds and peak MB of reading, the same of calculating, classes in
stores, stock parameters, days without stock, products of X, sum of demand.
"""

import resource
import sys
import time

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

folder, today = sys.argv[1], pd.Timestamp(sys.argv[2])
ABC, SHORT, LONG = 30, 20, 60
RANKS = (50, 200, 800)


def read(table, columns, words):
    found = pq.read_table(f"{folder}/{table}.parquet", columns=columns, read_dictionary=words)
    return found.to_pandas()


def classes(day, counted, keys):
    """ABC by four models, XYZ; `keys` are what is classified within."""
    total = day.groupby([*keys, "producto_id"], observed=True).agg(
        q=("q", "sum"), v=("v", "sum"), u=("u", "sum"), t=("t", "sum"), dias=("q", "size"),
        qq=("qq", "sum")).reset_index()

    def within(frame, column):
        return frame.groupby(keys, observed=True)[column] if keys else frame[column]

    for what in "qvut":
        total = total.sort_values([*keys, what, "producto_id"],
                                  ascending=[*(True for _ in keys), False, True])
        total["rank_" + what] = (total.groupby(keys, observed=True).cumcount() + 1 if keys
                                 else np.arange(1, len(total) + 1))
        if what == "t":
            continue
        total["mas"] = total[what].clip(lower=0)
        until = within(total, "mas").cumsum()
        whole = (within(total, "mas").transform("sum") if keys else total["mas"].sum())
        before = (until - total["mas"]) / whole * 100
        total["pareto_" + what] = np.select([total["mas"] == 0, before < 80, before < 95],
                                            ["D", "A", "B"], "C")
        total["acumulado_" + what] = until / whole * 100
        total["clase_" + what] = np.select([total["rank_" + what] <= r for r in RANKS],
                                           ["A", "B", "C"], "D")
    total = total.merge(counted, how="left", on=[*keys, "producto_id"])
    n, q, qq = total["n"].fillna(0), total["q"], total["qq"]
    cv = np.sqrt((n * qq - q * q).clip(lower=0)) / q
    total["cv"] = cv.where((n >= 15) & (q > 0))
    total["xyz"] = np.select([total["cv"] < 0.5, total["cv"] < 1, total["cv"].notna()],
                             ["X", "Y", "Z"], "")
    return total


def demand(matrix, counts):
    """Per row over the days that count: n, days with sales, P75, σ, best day, mean."""
    quantities, sold = matrix
    n = counts.sum(axis=1)
    values = np.where(counts, quantities, np.inf)
    values.sort(axis=1)
    place = 0.75 * np.maximum(n - 1, 0)
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, np.maximum(n - 1, 0))
    row = np.arange(len(n))
    with np.errstate(invalid="ignore", divide="ignore"):
        first, last = values[row, low], values[row, high]
        p75 = np.where(n > 0, first + (place - low) * (last - first), 0)
        inside = np.where(counts, quantities, 0)
        mean = inside.sum(axis=1) / n
        sigma = np.sqrt(np.where(counts, (inside - mean[:, None]) ** 2, 0).sum(axis=1) / (n - 1))
    best = np.where(counts, quantities, 0).max(axis=1)
    return pd.DataFrame({"n": n, "k": (sold & counts).sum(axis=1), "p75": np.maximum(p75, 0),
                         "sigma": np.where(n > 1, sigma, 0), "best": np.maximum(best, 0),
                         "mean": mean})


started = time.monotonic()
lines = read("ventas", ["ubicacion_id", "fecha", "documento", "producto_id", "cantidad_vendida",
                        "venta_total", "costo_total", "utilidad_bruta"],
             ["ubicacion_id", "documento", "producto_id"])
history = read("inventario_historico", None, ["ubicacion_id", "producto_id"])
actual = read("inventario_actual", None, ["ubicacion_id", "producto_id"])
places = read("ubicaciones", None, [])
reading = time.monotonic() - started
reading_spent = time.process_time()
reading_peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

started = time.monotonic()
lines["fecha"] = pd.to_datetime(lines["fecha"])
daily = lines.groupby(["ubicacion_id", "producto_id", "fecha"], observed=True).agg(
    q=("cantidad_vendida", "sum"), v=("venta_total", "sum"), c=("costo_total", "sum"),
    u=("utilidad_bruta", "sum"), t=("documento", "nunique"),
    lineas=("documento", "size")).reset_index()
trade = lines.groupby(["ubicacion_id", "fecha"], observed=True)["documento"].nunique().reset_index()
life = daily.groupby(["ubicacion_id", "producto_id"], observed=True)["fecha"].agg(
    primera="min", ultima="max").reset_index()
for frame in (daily, trade, life, history, actual):
    for column in ("ubicacion_id", "producto_id"):
        if column in frame:
            frame[column] = frame[column].astype(str)
daily["qq"] = daily["q"] ** 2

# A row a store and product that was ever sold, a column a day of the last sixty.
first_day = today - pd.Timedelta(days=LONG)
dates = pd.date_range(first_day, periods=LONG)
recent = daily[(daily["fecha"] >= first_day) & (daily["fecha"] < today)]
index = pd.MultiIndex.from_frame(life[["ubicacion_id", "producto_id"]])
shape = (len(index), LONG)


def spread(frame, value, fill, dtype=float):
    matrix = np.full(shape, fill, dtype=dtype)
    at = index.get_indexer(pd.MultiIndex.from_frame(frame[["ubicacion_id", "producto_id"]]))
    column = (frame["fecha"] - first_day).dt.days.to_numpy()
    good = at >= 0
    matrix[at[good], column[good]] = value if np.isscalar(value) else value.to_numpy()[good]
    return matrix


quantities = spread(recent, recent["q"], 0)
sold = spread(recent, True, False, bool)
open_days = trade[(trade["fecha"] >= first_day) & (trade["fecha"] < today)]
traded = pd.crosstab(open_days["ubicacion_id"], open_days["fecha"]).reindex(columns=dates,
                                                                            fill_value=0) > 0
traded = traded.reindex(life["ubicacion_id"]).to_numpy()
since = (life["primera"].to_numpy()[:, None] <= dates.to_numpy()[None, :])
after = (life["primera"].to_numpy()[:, None] < dates.to_numpy()[None, :])

# Stock reckoned back.
now = actual.groupby(["ubicacion_id", "producto_id"])["cantidad"].sum()
moves = history.groupby(["ubicacion_id", "producto_id", "fecha_snapshot"])[
    "cantidad_cambio"].sum().reset_index()
moves = moves[moves["fecha_snapshot"] >= first_day]
moves = moves.sort_values("fecha_snapshot", ascending=False)
moves["now"] = now.reindex(pd.MultiIndex.from_frame(moves[["ubicacion_id", "producto_id"]])).fillna(
    0).to_numpy()
moves["later"] = moves.groupby(["ubicacion_id", "producto_id"])["cantidad_cambio"].cumsum()
moves["level"] = moves["now"] - moves["later"] + moves["cantidad_cambio"]
moves["fecha"] = moves["fecha_snapshot"].dt.normalize()
by_day = moves.groupby(["ubicacion_id", "producto_id", "fecha"]).agg(
    delta=("cantidad_cambio", "sum"), top=("level", "max")).reset_index()
lately = by_day[by_day["fecha"] >= today].groupby(["ubicacion_id", "producto_id"])["delta"].sum()
by_day = by_day[by_day["fecha"] < today]
deltas = spread(by_day, by_day["delta"], 0)
tops = spread(by_day, by_day["top"], -np.inf)
current = now.reindex(index)
spoken_of = current.notna().to_numpy()
last = current.fillna(0).to_numpy() - lately.reindex(index).fillna(0).to_numpy()
opening = last[:, None] - deltas[:, ::-1].cumsum(axis=1)[:, ::-1]
out = (traded & after & ~sold & (np.maximum(opening, tops) <= 0) & spoken_of[:, None])
counts = traded & since & ~out

window = daily[(daily["fecha"] >= today - pd.Timedelta(days=ABC)) & (daily["fecha"] < today)]
counted = life[["ubicacion_id", "producto_id"]].assign(n=counts[:, -ABC:].sum(axis=1))
in_stores = classes(window, counted, ["ubicacion_id"])
of_chain = window.groupby(["producto_id", "fecha"])[["q", "v", "u", "t"]].sum().reset_index()
of_chain["qq"] = of_chain["q"] ** 2
begun = life.groupby("producto_id")["primera"].min()
chain_days = np.sort(window["fecha"].unique())
in_chain = classes(of_chain, pd.DataFrame(
    {"producto_id": begun.index,
     "n": (chain_days[None, :] >= begun.to_numpy()[:, None]).sum(axis=1)}), [])

short = demand((quantities[:, -SHORT:], sold[:, -SHORT:]), counts[:, -SHORT:])
long = demand((quantities, sold), counts)
use_short = 2 * short["n"] >= SHORT
need = short.where(use_short, long)
need["ubicacion_id"], need["producto_id"] = life["ubicacion_id"], life["producto_id"]
need["mes"] = quantities[:, -30:].sum(axis=1)
need = need.merge(life, on=["ubicacion_id", "producto_id"])
need = need[need["n"] > 0]
stores = places[places["tipo"] == "tienda"]
served = [need.assign(tipo="tienda")]
for centre in places[places["tipo"] == "cedi"].itertuples():
    ids = stores["id"] if not centre.region else stores[stores["region"] == centre.region]["id"]
    part = need[need["ubicacion_id"].isin(ids)]
    part = part.assign(s2=part["sigma"] ** 2).groupby("producto_id").agg(
        n=("n", "min"), k=("k", "max"), p75=("p75", "sum"), s2=("s2", "sum"), best=("best", "sum"),
        mean=("mean", "sum"), mes=("mes", "sum"), primera=("primera", "min"),
        ultima=("ultima", "max")).reset_index()
    served.append(part.assign(ubicacion_id=centre.id, tipo="cedi", sigma=np.sqrt(part["s2"])))
need = pd.concat(served)
stock = now.rename("stock").reset_index()
need = need.merge(stock, how="outer", on=["ubicacion_id", "producto_id"])
everywhere = places[(places["tipo"] == "cedi") & (places["region"].fillna("") == "")]["id"]
need = need[(need["k"].fillna(0) > 0) & ~need["ubicacion_id"].isin(everywhere) | need["stock"].notna()]
need = need.merge(in_stores[["ubicacion_id", "producto_id", "clase_q"]], how="left",
                  on=["ubicacion_id", "producto_id"])
need = need.merge(in_chain[["producto_id", "clase_q"]].rename(columns={"clase_q": "chain"}),
                  how="left", on="producto_id")
kinds = places.set_index("id")["tipo"]
centre = need["ubicacion_id"].map(kinds) == "cedi"
abc = need["clase_q"].where(~centre, need["chain"])
z = abc.map({"A": 2.33, "B": 1.88, "C": 1.28})
coverage = abc.map({"A": 7, "B": 14, "C": 21}).fillna(30)
lead = np.where(centre, 2.0, 1.5)
d = need["p75"].fillna(0)
sigma = need["sigma"].fillna(0)
careful = (need["best"].fillna(0) - d) * lead
safety = np.select([z.notna() & (sigma > 0), z.notna() | centre, careful > 0],
                   [z * sigma * np.sqrt(lead), 0.3 * d * lead, careful], 0.2 * d * lead)
reorder = d * lead + safety
most = reorder + d * coverage
have = need["stock"].fillna(0)
need["estado"] = np.select([d == 0, have <= safety, have <= reorder, have <= most],
                           ["SIN_DEMANDA", "CRITICO", "URGENTE", "OPTIMO"], "EXCESO")
month = need["mes"].fillna(0)
need["actividad"] = np.select(
    [(have <= 0) & (month <= 0), have <= 0,
     need["ultima"].isna() | (need["ultima"] < today - pd.Timedelta(days=14))],
    ["FANTASMA", "ANOMALIA", "DORMIDO"], "ACTIVO")
need["velocidad"] = pd.cut(month, [-np.inf, 0, 5, 15, 30, np.inf],
                           labels=["SIN_VENTAS", "BAJA", "MEDIA", "ALTA", "MUY_ALTA"])
calculating = time.monotonic() - started
print(reading, reading_spent, reading_peak,
      calculating, time.process_time() - reading_spent,
      resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
      len(in_stores), len(need), int(out.sum()), int((in_stores["xyz"] == "X").sum()),
      float(d.sum()))
