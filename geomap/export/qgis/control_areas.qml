<qgis simplifyDrawingTol="1" labelsEnabled="1" simplifyLocal="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyMaxScale="1" symbologyReferenceScale="-1" minScale="0" version="3.22.16-Białowieża" styleCategories="Symbology|Labeling|MapTips|Rendering|Temporal" hasScaleBasedVisibilityFlag="0" maxScale="0">
 <temporal limitMode="0" startField="t_start" durationField="" enabled="1" endExpression="" startExpression="" durationUnit="min" fixedDuration="0" accumulate="0" mode="2" endField="t_end">
  <fixedRange>
   <start />
   <end />
  </fixedRange>
 </temporal>
 <renderer-v2 type="categorizedSymbol" referencescale="-1" enableorderby="1" attr="side" forceraster="0" symbollevels="0">
  <categories>
   <category symbol="0" value="RU" render="true" label="held by Russia" />
   <category symbol="1" value="UA" render="true" label="regained by Ukraine" />
   <category symbol="2" value="contested" render="true" label="contested" />
   <category symbol="3" value="unknown" render="true" label="may have changed hands" />
  </categories>
  <symbols>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="0">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="color" value="213,94,0,255" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="offset" value="0,0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_color" value="35,35,35,255" />
      <Option type="QString" name="outline_style" value="no" />
      <Option type="QString" name="outline_width" value="0.26" />
      <Option type="QString" name="outline_width_unit" value="MM" />
      <Option type="QString" name="style" value="solid" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="1">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="border_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="color" value="0,114,178,255" />
      <Option type="QString" name="joinstyle" value="bevel" />
      <Option type="QString" name="offset" value="0,0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_color" value="35,35,35,255" />
      <Option type="QString" name="outline_style" value="no" />
      <Option type="QString" name="outline_width" value="0.26" />
      <Option type="QString" name="outline_width_unit" value="MM" />
      <Option type="QString" name="style" value="solid" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="2">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="45" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="1.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@2@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="230,159,0,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.4" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
   <symbol type="fill" force_rhr="0" clip_to_extent="1" alpha="1" name="3">
    <data_defined_properties>
     <Option type="Map">
      <Option type="QString" name="name" value="" />
      <Option name="properties" />
      <Option type="QString" name="type" value="collection" />
     </Option>
    </data_defined_properties>
    <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option type="QString" name="angle" value="135" />
      <Option type="QString" name="color" value="0,0,0,255" />
      <Option type="QString" name="distance" value="1.6" />
      <Option type="QString" name="distance_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="distance_unit" value="MM" />
      <Option type="QString" name="line_width" value="0" />
      <Option type="QString" name="line_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="line_width_unit" value="MM" />
      <Option type="QString" name="offset" value="0" />
      <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="offset_unit" value="MM" />
      <Option type="QString" name="outline_width_map_unit_scale" value="3x:0,0,0,0,0,0" />
      <Option type="QString" name="outline_width_unit" value="MM" />
     </Option>
     <data_defined_properties>
      <Option type="Map">
       <Option type="QString" name="name" value="" />
       <Option name="properties" />
       <Option type="QString" name="type" value="collection" />
      </Option>
     </data_defined_properties>
     <symbol type="line" force_rhr="0" clip_to_extent="1" alpha="1" name="@3@0">
      <data_defined_properties>
       <Option type="Map">
        <Option type="QString" name="name" value="" />
        <Option name="properties" />
        <Option type="QString" name="type" value="collection" />
       </Option>
      </data_defined_properties>
      <layer class="SimpleLine" enabled="1" locked="0" pass="0">
       <Option type="Map">
        <Option type="QString" name="align_dash_pattern" value="0" />
        <Option type="QString" name="capstyle" value="square" />
        <Option type="QString" name="customdash" value="5;2" />
        <Option type="QString" name="customdash_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="customdash_unit" value="MM" />
        <Option type="QString" name="dash_pattern_offset" value="0" />
        <Option type="QString" name="dash_pattern_offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="dash_pattern_offset_unit" value="MM" />
        <Option type="QString" name="draw_inside_polygon" value="0" />
        <Option type="QString" name="joinstyle" value="bevel" />
        <Option type="QString" name="line_color" value="138,138,138,255" />
        <Option type="QString" name="line_style" value="solid" />
        <Option type="QString" name="line_width" value="0.4" />
        <Option type="QString" name="line_width_unit" value="MM" />
        <Option type="QString" name="offset" value="0" />
        <Option type="QString" name="offset_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="offset_unit" value="MM" />
        <Option type="QString" name="ring_filter" value="0" />
        <Option type="QString" name="trim_distance_end" value="0" />
        <Option type="QString" name="trim_distance_end_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_end_unit" value="MM" />
        <Option type="QString" name="trim_distance_start" value="0" />
        <Option type="QString" name="trim_distance_start_map_unit_scale" value="3x:0,0,0,0,0,0" />
        <Option type="QString" name="trim_distance_start_unit" value="MM" />
        <Option type="QString" name="tweak_dash_pattern_on_corners" value="0" />
        <Option type="QString" name="use_custom_dash" value="0" />
        <Option type="QString" name="width_map_unit_scale" value="3x:0,0,0,0,0,0" />
       </Option>
       <data_defined_properties>
        <Option type="Map">
         <Option type="QString" name="name" value="" />
         <Option name="properties" />
         <Option type="QString" name="type" value="collection" />
        </Option>
       </data_defined_properties>
      </layer>
     </symbol>
    </layer>
   </symbol>
  </symbols>
  <rotation />
  <sizescale />
  <orderby>
   <orderByClause nullsFirst="0" asc="1">date</orderByClause>
  </orderby>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>0.45</layerOpacity>
 <mapTip />
 <layerGeometryType>2</layerGeometryType>
</qgis>
