"""One cycle of stock and sales the plain way: the peer of bench-pos.

usage: till_cycle.py DSN FOLDER PLACES STORES rows|pages

Reads the answers of the tills from FOLDER (stock-W01.json, sales-SUC001.json, ...), three places at
a time, a connection and a transaction for each. Per place: tuples, products upserted, the present
stock copied into the history, deleted and inserted (row by row or in pages of 1000); per store:
sales upserted in pages of 1000. Prints the wall seconds of stock and sales and its own processor
seconds.
"""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import psycopg2
from psycopg2.extras import execute_values

dsn, folder, places, stores, how = sys.argv[1:6]
places, stores = int(places), int(stores)

SALES = (
    "ubicacion_id", "numero_factura", "fecha", "fecha_venta", "documento", "linea",
    "almacen_codigo", "almacen_nombre", "producto_id", "cantidad_vendida", "peso_unitario",
    "peso_calculado", "total_cantidad_por_unidad_medida", "unidad_medida_venta",
    "factor_unidad_medida", "precio_unitario", "costo_unitario", "venta_total", "costo_total",
    "utilidad_bruta", "margen_bruto_pct", "total_factura_bs", "tipo_cambio", "precio_unitario_bs",
    "costo_unitario_bs", "impuesto_porcentaje", "impuesto_monto", "porcentaje_descuento",
    "monto_descuento", "venta_total_bs", "costo_total_bs", "utilidad_bruta_bs", "es_no_fiscal",
    "tiene_promocion", "codigo_promocion", "fecha_creacion", "fecha_actualizacion")
KEY = ("ubicacion_id", "numero_factura", "fecha")
UPSERT_SALES = "INSERT INTO ventas ({}) VALUES %s ON CONFLICT ({}) DO UPDATE SET {}".format(
    ", ".join(SALES), ", ".join(KEY),
    ", ".join(f"{c} = EXCLUDED.{c}" for c in SALES if c not in KEY and c != "fecha_creacion"))
PRODUCTS = ("id", "codigo", "nombre", "descripcion", "codigo_barras", "marca", "categoria",
            "grupo_articulo", "subgrupo", "precio_venta", "iva_porcentaje", "activo",
            "fecha_creacion", "fecha_actualizacion")
UPSERT_PRODUCTS = "INSERT INTO productos ({}) VALUES %s ON CONFLICT (id) DO UPDATE SET {}".format(
    ", ".join(PRODUCTS),
    ", ".join(f"{c} = EXCLUDED.{c}" for c in PRODUCTS if c not in ("id", "fecha_creacion")))


def read(name):
    with open(f"{folder}/{name}.json", encoding="utf-8") as file:
        return json.load(file)


def place_id(place):
    return f"{'tienda' if place <= stores else 'cedi'}_{place:02}"


def text(value):
    value = str(value).strip() if value is not None else ""
    return None if value in ("", "N/A") else value


def load_stock(place):
    articles = read(f"stock-W{place:02}")["articulos"]
    now = datetime.now()
    products, stock = [], []
    for a in articles:
        code = str(a["Codigo"]).strip()
        name = text(a["NombreProducto"])
        products.append((code, code, name, name, text(a["Barra"]), text(a["Marca"]),
                         text(a["Descripcion"]) or "SIN CATEGORIA",
                         text(a["Descripcion_categoria"]), text(a["Subcategoria"]),
                         float(a["Precio"]), float(a["Iva"]), True, now, now))
        stock.append((place_id(place), code, f"W{place:02}", float(a["stock"]), now, now))
    connection = psycopg2.connect(dsn)
    with connection, connection.cursor() as cursor:
        execute_values(cursor, UPSERT_PRODUCTS, products, page_size=1000)
    with connection, connection.cursor() as cursor:
        here = (place_id(place), f"W{place:02}")
        cursor.execute(
            "INSERT INTO inventario_historico (ubicacion_id, producto_id, almacen_codigo, "
            "fecha_snapshot, cantidad, fecha_creacion) SELECT ubicacion_id, producto_id, "
            "almacen_codigo, fecha_actualizacion, cantidad, now() FROM inventario_actual WHERE "
            "ubicacion_id = %s AND almacen_codigo = %s", here)
        cursor.execute("DELETE FROM inventario_actual WHERE ubicacion_id = %s AND "
                       "almacen_codigo = %s", here)
        insert = ("INSERT INTO inventario_actual (ubicacion_id, producto_id, almacen_codigo, "
                  "cantidad, fecha_creacion, fecha_actualizacion) ")
        if how == "pages":
            execute_values(cursor, insert + "VALUES %s", stock, page_size=1000)
        else:
            for row in stock:
                cursor.execute(insert + "SELECT %s, id, %s, %s, %s, %s FROM productos WHERE "
                               "codigo = %s", (row[0], *row[2:], row[1]))
    connection.close()


def number(value):
    return float(value) if value is not None else None


def load_sales(place):
    now = datetime.now()
    rows = {}
    for sale in read(f"sales-SUC{place:03}")["ventas"]:
        product, amount, money = sale["producto"][0], sale["cantidad"][0], sale["financiero"][0]
        quantity = float(amount["cantidad_vendida"])
        total, profit = number(money["venta_total_usd"]), number(money["utilidad_bruta_usd"])
        weight = number(amount["peso_unitario"])
        factor = number(amount["factor_unidad_medida"]) or 1
        key = f"{sale['numero_factura']}_L{sale['linea']}"
        sold = datetime.fromisoformat(f"{sale['fecha']} {sale['hora'][:15]}")
        rows[key] = (
            place_id(place), key, sold.date(), sold, sale["numero_factura"], int(sale["linea"]),
            amount["codigo_almacen"], amount["nombre_almacen"], product["codigo_producto"],
            quantity, weight, weight * quantity, factor * quantity,
            amount["unidad_medida_venta"] or "UNIDAD", factor, number(money["precio_unitario_usd"]),
            number(money["costo_unitario_usd"]), total, number(money["costo_total_usd"]), profit,
            round(profit / total * 100, 2) if total > 0 else 0, number(sale["total_factura"]),
            number(sale["tasa_usd"]), number(money["precio_unitario_bs"]),
            number(money["costo_unitario_bs"]), number(money["impuesto_porcentaje"]),
            number(money["impuesto_monto"]), number(money["porcentaje_descuento"]),
            number(money["monto_descuento"]), number(money["venta_total_bs"]),
            number(money["costo_total_bs"]), number(money["utilidad_bruta_bs"]),
            sale["es_no_fiscal"], sale["tiene_promocion"], sale["codigo_promocion"], now, now)
    connection = psycopg2.connect(dsn)
    with connection, connection.cursor() as cursor:
        execute_values(cursor, UPSERT_SALES, list(rows.values()), page_size=1000)
    connection.close()


def timed(work, count):
    start = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(1, count + 1)))
    return time.monotonic() - start


stock_seconds = timed(load_stock, places)
sales_seconds = timed(load_sales, stores)
print(stock_seconds, sales_seconds, time.process_time())
